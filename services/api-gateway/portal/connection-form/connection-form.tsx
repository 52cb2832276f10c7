import { useEffect, useRef } from 'react';
import { HostedFields } from '../hosted-provider/hosted-fields.js';
import { takesPassword } from '../hosted-provider/no-password.js';
import type { Providers } from '../hosted-provider/use-providers.js';
import { useWording } from '../wording/wording.js';
import { AccountFields } from './account-fields.js';
import { Choice } from './choice.js';
import './connection-form.css';
import type { FieldName } from './draft.js';
import { ErrorSummary } from './error-summary.js';
import { ExchangeFields } from './exchange-fields.js';
import { focusField } from './focus-field.js';
import { IncomingFields } from './incoming-fields.js';
import { OutgoingFields } from './outgoing-fields.js';
import { UnknownFields } from './unknown-fields.js';
import { type ConnectionFormOptions, type FormControl, useConnectionForm } from './use-connection-form.js';

interface ConnectionFormProps extends ConnectionFormOptions {
  readonly providers: Providers;
  /** True when the form shows input that was kept from before a reload or a new sign-in. */
  readonly kept: boolean;
  /** The field that takes focus; null: the heading; undefined: focus stays where it is. */
  readonly focus: FieldName | null | undefined;
  readonly onCancel: (() => void) | null;
}

/** How the mailbox is connected, and what that way needs: next to nothing, a provider, or servers. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { form: words, ways } = useWording();
  const { providers } = props;
  const { control, errors, submission } = useConnectionForm(props);
  const heading = useFirstFocus(props.focus, providers.state);
  const { method, providerId } = control.draft;
  const chosen = method === 'hosted' ? providers.list.find(({ id }) => id === providerId) : undefined;
  const possible = chosen === undefined || takesPassword(chosen);
  return (
    <form
      className="card connection-form"
      noValidate
      onSubmit={(event) => (possible ? submission.submit(event) : event.preventDefault())}
      aria-labelledby="form-heading"
    >
      <h2 id="form-heading" ref={heading} tabIndex={-1}>
        {props.saved === null ? words.newHeading : words.editHeading}
      </h2>
      <p className="muted">{words.required}</p>
      {props.kept && <p className="notice info">{words.kept}</p>}
      <ErrorSummary errors={errors} problem={submission.problem} refusals={submission.refusals} />
      <Choice form={control} field="method" options={ways.methods} hints={ways.methodHints} />
      <FieldsOfMethod form={control} providers={providers} />
      <FormActions
        save={method === 'exchange' ? ways.exchange.save : words.save}
        busy={submission.busy}
        possible={possible}
        onCancel={props.onCancel}
      />
    </form>
  );
}

function FieldsOfMethod({ form, providers }: { form: FormControl; providers: Providers }) {
  switch (form.draft.method) {
    case 'unknown':
      return <UnknownFields form={form} providers={providers.list} />;
    case 'hosted':
      return <HostedFields form={form} providers={providers} />;
    case 'exchange':
      return <ExchangeFields form={form} providers={providers.list} />;
    case 'manual':
      return (
        <>
          <AccountFields form={form} providers={providers.list} />
          <IncomingFields form={form} />
          <OutgoingFields form={form} />
        </>
      );
  }
}

interface FormActionsProps {
  readonly save: string;
  readonly busy: boolean;
  /** False: what is chosen cannot be connected, and there is nothing to save. */
  readonly possible: boolean;
  readonly onCancel: (() => void) | null;
}

function FormActions({ save, busy, possible, onCancel }: FormActionsProps) {
  const { form: words } = useWording();
  if (!possible && onCancel === null) return null;
  return (
    <div className="actions">
      {possible && (
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? words.saving : save}
        </button>
      )}
      {onCancel !== null && (
        <button type="button" className="button" onClick={onCancel}>
          {words.cancel}
        </button>
      )}
    </div>
  );
}

/** A field of a provider is there once the providers are: until then its turn is kept. */
function useFirstFocus(focus: FieldName | null | undefined, providers: Providers['state']) {
  const heading = useRef<HTMLHeadingElement>(null);
  const waiting = useRef(focus);
  useEffect(() => {
    const field = waiting.current;
    if (field === undefined) return;
    const found = field !== null && focusField(field);
    if (!found && field !== null && providers === 'loading') return;
    if (!found) heading.current?.focus();
    waiting.current = undefined;
  }, [providers]);
  return heading;
}
