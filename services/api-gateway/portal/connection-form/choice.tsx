import { useWording } from '../wording/wording.js';
import type { Draft } from './draft.js';
import { describedBy, FieldError } from './field.js';
import type { FormControl } from './use-connection-form.js';

type ChoiceField = 'method' | 'incomingProtocol' | 'incomingSecurity' | 'outgoingSecurity' | 'outgoingAuthentication';

interface ChoiceProps<F extends ChoiceField> {
  readonly form: FormControl;
  readonly field: F;
  readonly options: Readonly<Record<Draft[F], string>>;
  readonly hints: Readonly<Record<Draft[F], string>>;
  readonly stacked?: boolean;
}

/** Radio buttons with a sentence each. The first one carries the id `field`, so that an error can lead to it. */
export function Choice<F extends ChoiceField>({ form, field, options, hints, stacked = false }: ChoiceProps<F>) {
  const wording = useWording();
  const error = form.errorOf(field);
  const values = Object.keys(options) as Draft[F][];
  return (
    <fieldset
      className={stacked ? 'choice stacked' : `choice ${field}`}
      aria-describedby={describedBy(field, { hint: false, error: error !== null })}
    >
      <legend>{wording.form.labels[field]}</legend>
      <div className="options">
        {values.map((value, index) => {
          const id = index === 0 ? field : `${field}-${value}`;
          return (
            <label key={value} className="option" htmlFor={id}>
              <input
                id={id}
                type="radio"
                name={field}
                value={value}
                checked={form.draft[field] === value}
                onChange={() => form.change(field, value)}
                aria-describedby={`${field}-${value}-hint`}
                aria-labelledby={`${field}-${value}-label`}
              />
              <span className="option-text">
                <span className="option-label" id={`${field}-${value}-label`}>
                  {options[value]}
                </span>
                <span className="option-hint" id={`${field}-${value}-hint`}>
                  {hints[value]}
                </span>
              </span>
            </label>
          );
        })}
      </div>
      <FieldError field={field} text={error} />
    </fieldset>
  );
}
