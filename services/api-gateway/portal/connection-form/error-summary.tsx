import { useEffect, useRef } from 'react';
import type { ApiProblem } from '../api/problem.js';
import { ErrorIcon } from '../page/icons.js';
import { ProblemText } from '../page/problem-text.js';
import { useWording } from '../wording/wording.js';
import { fieldOrder } from './check-draft.js';
import type { FieldName } from './draft.js';
import { focusField } from './focus-field.js';
import type { FieldSentences } from './form-state.js';

interface ErrorSummaryProps {
  readonly errors: FieldSentences;
  readonly problem: ApiProblem | null;
  /** Every new submission that found errors gives the summary the focus. */
  readonly refusals: number;
}

export function ErrorSummary({ errors, problem, refusals }: ErrorSummaryProps) {
  const { form: words } = useWording();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);

  const fields = fieldOrder.filter((field) => errors[field] !== undefined);
  if (refusals === 0 || (fields.length === 0 && problem === null)) return null;
  return (
    <div className="notice error" ref={box} tabIndex={-1} role="group" aria-labelledby="error-summary">
      <ErrorIcon />
      <div>
        <h3 id="error-summary">{fields.length > 0 ? words.summary(fields.length) : words.notSaved}</h3>
        {problem !== null && <ProblemText problem={problem} />}
        {fields.length > 0 && (
          <ul className="error-links">
            {fields.map((field) => (
              <ErrorLink key={field} field={field} text={errors[field] ?? ''} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function ErrorLink({ field, text }: { field: FieldName; text: string }) {
  return (
    <li>
      <a
        href={`#${field}`}
        onClick={(event) => {
          event.preventDefault();
          focusField(field);
        }}
      >
        {text}
      </a>
    </li>
  );
}
