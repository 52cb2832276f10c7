import type { HTMLInputAutoCompleteAttribute } from 'react';
import type { TextFieldName } from './draft.js';
import { describedBy, Field } from './field.js';
import type { FormControl } from './use-connection-form.js';

interface TextFieldProps {
  readonly form: FormControl;
  readonly field: Exclude<TextFieldName, 'providerId'>;
  /** Instead of the label that the field has elsewhere. */
  readonly label?: string;
  readonly hint: string;
  readonly autoComplete: HTMLInputAutoCompleteAttribute;
  readonly inputMode?: 'email' | 'numeric' | 'url' | 'text';
  readonly className?: string;
  readonly required?: boolean;
}

/**
 * One line of text. Spelling aids stay off: they would send what is typed to somebody, and "correct" host names. An
 * address is plain text too: Chromium rewrites the domain of an internationalised address in a field of type "email".
 */
export function TextField(props: TextFieldProps) {
  const { form, field, hint, autoComplete, inputMode = 'text', className = '', required = true } = props;
  const error = form.errorOf(field) !== null;
  return (
    <Field form={form} field={field} label={props.label} hint={hint} className={className}>
      <input
        id={field}
        name={field}
        type="text"
        value={form.draft[field]}
        onChange={(event) => form.change(field, event.target.value)}
        onBlur={() => form.leave(field)}
        autoComplete={autoComplete}
        inputMode={inputMode}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        aria-required={required}
        aria-invalid={error}
        aria-describedby={describedBy(field, { hint: true, error })}
      />
    </Field>
  );
}
