import type { ManualSettings } from '@mail-access/contracts';
import { useWording, type Wording } from '../wording/wording.js';

/** The settings in the words of the form. */
export function SettingsList({ settings }: { settings: ManualSettings }) {
  const wording = useWording();
  return (
    <dl className="settings">
      {rows(settings, wording).map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function rows(settings: ManualSettings, { form, connection: words }: Wording): (readonly [string, string])[] {
  const { incoming, outgoing, keepCopyOnServer = true } = settings;
  const authentication = {
    same: words.sameAuthentication,
    different: words.otherAuthentication(outgoing.username ?? ''),
    none: words.noAuthentication,
  };
  return [
    [form.labels.emailAddress, settings.emailAddress],
    [form.labels.username, settings.username],
    [form.labels.password, words.password],
    [form.labels.incomingProtocol, form.protocols[incoming.protocol]],
    [form.labels.incomingHost, words.server(incoming.host, incoming.port)],
    [form.labels.incomingSecurity, form.securities[incoming.security]],
    ...(incoming.protocol === 'pop3'
      ? [[words.copy, keepCopyOnServer ? words.keepsCopy : words.keepsNoCopy] as const]
      : []),
    [form.labels.outgoingHost, words.server(outgoing.host, outgoing.port)],
    [form.labels.outgoingSecurity, form.securities[outgoing.security]],
    [form.labels.outgoingAuthentication, authentication[outgoing.authentication]],
  ];
}
