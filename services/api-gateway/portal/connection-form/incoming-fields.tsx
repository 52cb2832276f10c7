import { useWording } from '../wording/wording.js';
import { Choice } from './choice.js';
import { CleartextConsent } from './cleartext-consent.js';
import { incomingPort } from './port-rules.js';
import { ServerFields } from './server-fields.js';
import { Tick } from './tick.js';
import type { FormControl } from './use-connection-form.js';

export function IncomingFields({ form }: { form: FormControl }) {
  const { form: words } = useWording();
  const { incomingProtocol, incomingSecurity } = form.draft;
  return (
    <fieldset className="part">
      <legend>{words.incoming}</legend>
      <Choice form={form} field="incomingProtocol" options={words.protocols} hints={words.protocolHints} />
      <Choice form={form} field="incomingSecurity" options={words.securities} hints={words.securityHints} />
      <CleartextConsent form={form} side="incoming" />
      <ServerFields form={form} side="incoming" usualPort={incomingPort(incomingProtocol, incomingSecurity)} />
      {incomingProtocol === 'pop3' && (
        <Tick
          form={form}
          field="keepCopyOnServer"
          label={words.labels.keepCopyOnServer}
          hint={words.hints.keepCopyOnServer}
        />
      )}
    </fieldset>
  );
}
