import { useState } from 'react';
import { useWording } from '../wording/wording.js';
import { describedBy, Field } from './field.js';
import type { FormControl } from './use-connection-form.js';

interface PasswordFieldProps {
  readonly form: FormControl;
  readonly field: 'password' | 'outgoingPassword';
  readonly label?: string;
  readonly hint: string;
  readonly required: boolean;
  readonly autoComplete: string;
}

/** A password that can be shown while it is typed, and pasted (WCAG 3.3.8). */
export function PasswordField({ form, field, label, hint, required, autoComplete }: PasswordFieldProps) {
  const wording = useWording();
  const [visible, setVisible] = useState(false);
  const error = form.errorOf(field) !== null;
  return (
    <Field form={form} field={field} label={label} hint={hint}>
      <div className="with-button">
        <input
          id={field}
          name={field}
          type={visible ? 'text' : 'password'}
          value={form.draft[field]}
          onChange={(event) => form.change(field, event.target.value)}
          onBlur={() => form.leave(field)}
          autoComplete={autoComplete}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-required={required}
          aria-invalid={error}
          aria-describedby={describedBy(field, { hint: true, error })}
        />
        <button
          type="button"
          className="button quiet"
          aria-pressed={visible}
          aria-controls={field}
          aria-label={wording.form.showPassword(label ?? wording.form.labels[field])}
          onClick={() => setVisible(!visible)}
        >
          {visible ? wording.form.hide : wording.form.show}
        </button>
      </div>
    </Field>
  );
}
