import type { ReactNode } from 'react';
import { ErrorIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';
import type { FieldName } from './draft.js';
import type { FormControl } from './use-connection-form.js';

/** Ids of the sentences that describe a field, for `aria-describedby`; undefined when there is none. */
export function describedBy(field: FieldName, has: { hint: boolean; error: boolean }): string | undefined {
  const ids = [has.hint ? `${field}-hint` : null, has.error ? `${field}-error` : null];
  return ids.filter((id) => id !== null).join(' ') || undefined;
}

export function FieldError({ field, text }: { field: FieldName; text: string | null }) {
  return text === null ? null : (
    <p className="field-error" id={`${field}-error`}>
      <ErrorIcon />
      <span>{text}</span>
    </p>
  );
}

export interface FieldProps {
  readonly form: FormControl;
  readonly field: FieldName;
  readonly label?: string | undefined;
  readonly hint: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A labelled field: label, what is typed, hint, error. `children` is the control, which carries the id `field`. */
export function Field({ form, field, label, hint, children, className = '' }: FieldProps) {
  const wording = useWording();
  const error = form.errorOf(field);
  return (
    <div className={`field ${className}`} data-invalid={error !== null}>
      <label htmlFor={field}>{label ?? wording.form.labels[field]}</label>
      <p className="hint" id={`${field}-hint`}>
        {hint}
      </p>
      {children}
      <FieldError field={field} text={error} />
    </div>
  );
}
