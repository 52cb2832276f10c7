import type { HostedProvider } from '@mail-access/contracts';
import { ProposedProvider } from '../hosted-provider/proposed-provider.js';
import { LockIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';
import { EmailAddressField } from './email-address-field.js';
import { TextField } from './text-field.js';
import type { FormControl } from './use-connection-form.js';

interface ExchangeFieldsProps {
  readonly form: FormControl;
  readonly providers: readonly HostedProvider[];
}

/** An Exchange server: its address, or nothing but that of the mailbox. It says why there is no password to type. */
export function ExchangeFields({ form, providers }: ExchangeFieldsProps) {
  const { exchange: words } = useWording().ways;
  return (
    <fieldset className="part">
      <legend>{words.legend}</legend>
      <EmailAddressField form={form} />
      <ProposedProvider form={form} list={providers} />
      <TextField
        form={form}
        field="exchangeUrl"
        label={words.url}
        hint={words.urlHint}
        autoComplete="off"
        inputMode="url"
        required={false}
      />
      <div className="notice info">
        <LockIcon />
        <div>
          <p>
            <strong>{words.noPassword}</strong>
          </p>
          <p>{words.noPasswordText}</p>
        </div>
      </div>
    </fieldset>
  );
}
