import { useEffect, useRef } from 'react';
import { useWording } from '../wording/wording.js';
import { AccountFields } from './account-fields.js';
import './connection-form.css';
import type { FieldName } from './draft.js';
import { ErrorSummary } from './error-summary.js';
import { focusField } from './focus-field.js';
import { IncomingFields } from './incoming-fields.js';
import { OutgoingFields } from './outgoing-fields.js';
import { type ConnectionFormOptions, useConnectionForm } from './use-connection-form.js';

interface ConnectionFormProps extends ConnectionFormOptions {
  /** True when the form shows input that was kept from before a reload or a new sign-in. */
  readonly kept: boolean;
  /** The field that takes focus; null: the heading; undefined: focus stays where it is. */
  readonly focus: FieldName | null | undefined;
  readonly onCancel: (() => void) | null;
}

/** The manual settings: account, incoming server, outgoing server. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { form: words } = useWording();
  const { control, errors, submission } = useConnectionForm(props);
  const heading = useFirstFocus(props.focus);
  return (
    <form className="card connection-form" noValidate onSubmit={submission.submit} aria-labelledby="form-heading">
      <h2 id="form-heading" ref={heading} tabIndex={-1}>
        {props.saved === null ? words.newHeading : words.editHeading}
      </h2>
      <p className="muted">{words.required}</p>
      {props.kept && <p className="notice info">{words.kept}</p>}
      <ErrorSummary errors={errors} problem={submission.problem} refusals={submission.refusals} />
      <AccountFields form={control} />
      <IncomingFields form={control} />
      <OutgoingFields form={control} />
      <div className="actions">
        <button type="submit" className="button primary" aria-disabled={submission.busy}>
          {submission.busy ? words.saving : words.save}
        </button>
        {props.onCancel !== null && (
          <button type="button" className="button" onClick={props.onCancel}>
            {words.cancel}
          </button>
        )}
      </div>
    </form>
  );
}

function useFirstFocus(focus: FieldName | null | undefined) {
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(focus);
  useEffect(() => {
    if (first.current === null) heading.current?.focus();
    else if (first.current !== undefined) focusField(first.current);
  }, []);
  return heading;
}
