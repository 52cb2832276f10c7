import { useWording } from '../wording/wording.js';
import { outgoingPasswordNeeded } from './password-need.js';
import { Choice } from './choice.js';
import { CleartextConsent } from './cleartext-consent.js';
import { PasswordField } from './password-field.js';
import { outgoingPort } from './port-rules.js';
import { ServerFields } from './server-fields.js';
import { TextField } from './text-field.js';
import type { FormControl } from './use-connection-form.js';

export function OutgoingFields({ form }: { form: FormControl }) {
  const { form: words } = useWording();
  return (
    <fieldset className="part">
      <legend>{words.outgoing}</legend>
      <Choice form={form} field="outgoingSecurity" options={words.securities} hints={words.securityHints} />
      <CleartextConsent form={form} side="outgoing" />
      <ServerFields form={form} side="outgoing" usualPort={outgoingPort(form.draft.outgoingSecurity)} />
      <Choice
        form={form}
        field="outgoingAuthentication"
        options={words.authentications}
        hints={words.authenticationHints}
        stacked
      />
      {form.draft.outgoingAuthentication === 'different' && <OwnSignIn form={form} />}
    </fieldset>
  );
}

function OwnSignIn({ form }: { form: FormControl }) {
  const { form: words } = useWording();
  const need = outgoingPasswordNeeded(form.draft, form.saved);
  const hint = need === null ? 'passwordKept' : need === 'missing' ? 'outgoingPassword' : 'passwordAgain';
  return (
    <div className="own-sign-in">
      <TextField
        form={form}
        field="outgoingUsername"
        hint={words.hints.outgoingUsername}
        autoComplete="section-outgoing username"
      />
      <PasswordField
        form={form}
        field="outgoingPassword"
        hint={words.hints[hint]}
        required={need !== null}
        autoComplete="section-outgoing current-password"
      />
    </div>
  );
}
