import type { ReactNode } from 'react';
import { describedBy, FieldError } from './field.js';
import type { FormControl } from './use-connection-form.js';

interface TickProps {
  readonly form: FormControl;
  readonly field: 'keepCopyOnServer' | 'allowCleartext';
  readonly label: string;
  readonly hint?: ReactNode;
}

/** A checkbox with its own sentence. */
export function Tick({ form, field, label, hint }: TickProps) {
  const error = form.errorOf(field);
  return (
    <div className="tick">
      <label className="option" htmlFor={field}>
        <input
          id={field}
          name={field}
          type="checkbox"
          checked={form.draft[field]}
          onChange={(event) => form.change(field, event.target.checked)}
          aria-invalid={error !== null}
          aria-describedby={describedBy(field, { hint: hint !== undefined, error: error !== null })}
          aria-labelledby={`${field}-label`}
        />
        <span className="option-text">
          <span className="option-label" id={`${field}-label`}>
            {label}
          </span>
          {hint !== undefined && (
            <span className="option-hint" id={`${field}-hint`}>
              {hint}
            </span>
          )}
        </span>
      </label>
      <FieldError field={field} text={error} />
    </div>
  );
}
