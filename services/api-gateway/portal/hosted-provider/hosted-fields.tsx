import type { HostedProvider } from '@mail-access/contracts';
import { EmailAddressField } from '../connection-form/email-address-field.js';
import { passwordNeeded } from '../connection-form/password-need.js';
import { PasswordField } from '../connection-form/password-field.js';
import { TextField } from '../connection-form/text-field.js';
import type { FormControl } from '../connection-form/use-connection-form.js';
import { useWording, type Wording } from '../wording/wording.js';
import './hosted-provider.css';
import { NoPassword, takesPassword } from './no-password.js';
import { Preparation } from './preparation.js';
import { ProposedProvider } from './proposed-provider.js';
import { ProviderCombobox } from './provider-combobox.js';
import { ProvidersMissing } from './providers-missing.js';
import type { Providers } from './use-providers.js';

interface HostedFieldsProps {
  readonly form: FormControl;
  readonly providers: Providers;
}

/** The settings of a mailbox at a known provider. The password comes last, after what has to be prepared for it. */
export function HostedFields({ form, providers }: HostedFieldsProps) {
  const { form: words } = useWording();
  const chosen = providers.list.find(({ id }) => id === form.draft.providerId);
  return (
    <fieldset className="part">
      <legend>{words.account}</legend>
      <EmailAddressField form={form} />
      <ProposedProvider form={form} list={providers.list} />
      <ProviderCombobox form={form} list={providers.list} chosen={chosen} />
      <ProvidersMissing providers={providers} />
      {chosen !== undefined && <ChosenProvider form={form} provider={chosen} />}
    </fieldset>
  );
}

function ChosenProvider({ form, provider }: { form: FormControl; provider: HostedProvider }) {
  const wording = useWording();
  if (!takesPassword(provider)) return <NoPassword form={form} provider={provider} />;
  return (
    <>
      <Preparation provider={provider} />
      <TextField
        form={form}
        field="username"
        label={wording.hosted.username}
        hint={wording.hosted.usernameHint}
        autoComplete="username"
        required={false}
      />
      <ProviderPassword form={form} provider={provider} />
    </>
  );
}

function ProviderPassword({ form, provider }: { form: FormControl; provider: HostedProvider }) {
  const wording = useWording();
  const need = passwordNeeded(form.draft, form.saved);
  const label = madePassword(provider, wording);
  const hints = wording.form.hints;
  const typed = label === null ? hints.password : wording.hosted.madePasswordHint(provider.name);
  const hint = need === null ? hints.passwordKept : need === 'missing' ? typed : wording.hosted.passwordAgain;
  return (
    <PasswordField
      form={form}
      field="password"
      {...(label !== null && { label })}
      hint={hint}
      required={need !== null}
      autoComplete="current-password"
    />
  );
}

/** What a password is called that is made for this purpose; null where it is the one of the mailbox. */
function madePassword({ signIn, preparation }: HostedProvider, { hosted: words }: Wording): string | null {
  if (preparation.some(({ kind }) => kind === 'create-mail-password')) return words.mailPassword;
  return signIn === 'app-password' ? words.appPassword : null;
}
