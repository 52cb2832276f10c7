import type { HostedProvider, ManualSettings } from '@mail-access/contracts';
import type { SavedConnection } from '../api/portal-api.js';
import { useWording, type Wording } from '../wording/wording.js';
import { hostedRows, type SettingsRow } from './hosted-rows.js';

interface SettingsListProps {
  readonly providers: readonly HostedProvider[];
  readonly connection: SavedConnection;
}

/** The settings in the words of the form. */
export function SettingsList({ providers, connection: { settings, servers } }: SettingsListProps) {
  const wording = useWording();
  const rows =
    settings.method === 'manual'
      ? manualRows(settings, wording)
      : hostedRows(settings, servers, providers.find(({ id }) => id === settings.providerId)?.name, wording);
  return (
    <dl className="settings">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function manualRows(settings: ManualSettings, { form, connection: words, hosted }: Wording): readonly SettingsRow[] {
  const { incoming, outgoing, keepCopyOnServer = true } = settings;
  const authentication = {
    same: words.sameAuthentication,
    different: words.otherAuthentication(outgoing.username ?? ''),
    none: words.noAuthentication,
  };
  return [
    [hosted.summary.method, hosted.methods.manual],
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
