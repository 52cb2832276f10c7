import type { HostedProvider } from '@mail-access/contracts';
import { ProposedProvider } from '../hosted-provider/proposed-provider.js';
import { useWording } from '../wording/wording.js';
import { EmailAddressField } from './email-address-field.js';
import { passwordNeeded } from './password-need.js';
import { PasswordField } from './password-field.js';
import { TextField } from './text-field.js';
import type { FormControl } from './use-connection-form.js';

interface UnknownFieldsProps {
  readonly form: FormControl;
  readonly providers: readonly HostedProvider[];
}

/** "I don't know": an address and a password, and nothing that anybody has to look up. */
export function UnknownFields({ form, providers }: UnknownFieldsProps) {
  const { form: words, hosted, ways } = useWording();
  const need = passwordNeeded(form.draft, form.saved);
  const { passwordHint, passwordAgain } = ways.unknown;
  const hint = need === null ? words.hints.passwordKept : need === 'missing' ? passwordHint : passwordAgain;
  return (
    <fieldset className="part">
      <legend>{words.account}</legend>
      <EmailAddressField form={form} />
      <ProposedProvider form={form} list={providers} />
      <TextField
        form={form}
        field="username"
        label={hosted.username}
        hint={hosted.usernameHint}
        autoComplete="username"
        required={false}
      />
      <PasswordField
        form={form}
        field="password"
        hint={hint}
        required={need !== null}
        autoComplete="current-password"
      />
    </fieldset>
  );
}
