import type { HostedProvider } from '@mail-access/contracts';
import { ProposedProvider } from '../hosted-provider/proposed-provider.js';
import { useWording } from '../wording/wording.js';
import { EmailAddressField } from './email-address-field.js';
import { passwordNeeded } from './password-need.js';
import { PasswordField } from './password-field.js';
import { TextField } from './text-field.js';
import type { FormControl } from './use-connection-form.js';

interface AccountFieldsProps {
  readonly form: FormControl;
  readonly providers: readonly HostedProvider[];
}

/** Who the subscriber is at the mail servers. */
export function AccountFields({ form, providers }: AccountFieldsProps) {
  const { form: words } = useWording();
  const need = passwordNeeded(form.draft, form.saved);
  const passwordHint = need === null ? 'passwordKept' : need === 'missing' ? 'password' : 'passwordAgain';
  return (
    <fieldset className="part">
      <legend>{words.account}</legend>
      <EmailAddressField form={form} />
      <ProposedProvider form={form} list={providers} />
      <TextField form={form} field="username" hint={words.hints.username} autoComplete="username" />
      <PasswordField
        form={form}
        field="password"
        hint={words.hints[passwordHint]}
        required={need !== null}
        autoComplete="current-password"
      />
    </fieldset>
  );
}
