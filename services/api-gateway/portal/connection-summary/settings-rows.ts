import type {
  ExchangeSettings,
  HostedSettings,
  MailServers,
  ManualSettings,
  UnknownSettings,
} from '@mail-access/contracts';
import type { SavedConnection } from '../api/portal-api.js';
import type { Wording } from '../wording/wording.js';

/** A term and what is said of it. */
export type SettingsRow = readonly [term: string, value: string];

/** The settings of a connection, and what its last validation found for them. `providerName`: of a hosted one, once it is known. */
export function settingsRows(
  connection: SavedConnection,
  providerName: string | undefined,
  wording: Wording,
): readonly SettingsRow[] {
  const { settings } = connection;
  const { methods, summary } = wording.ways;
  return [[summary.method, methods[settings.method]], ...rowsOf(connection, providerName, wording)];
}

function rowsOf(
  { settings, servers, lastValidation }: SavedConnection,
  providerName: string | undefined,
  wording: Wording,
): readonly SettingsRow[] {
  switch (settings.method) {
    case 'manual':
      return manualRows(settings, wording);
    case 'hosted':
      // The list is on its way, or the provider is no longer in it.
      return [
        [wording.form.labels.providerId, providerName ?? settings.providerId],
        ...foundRows(settings, servers, wording),
      ];
    case 'unknown':
      return foundRows(settings, servers, wording);
    case 'exchange': {
      const found = lastValidation?.steps.find(({ id }) => id === 'find-endpoint')?.discovery?.exchangeUrl;
      return exchangeRows(settings, found, wording);
    }
  }
}

function manualRows(settings: ManualSettings, { form, connection: words }: Wording): readonly SettingsRow[] {
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

/** Settings that name no servers, and the servers that the last validation found for them. */
function foundRows(
  settings: HostedSettings | UnknownSettings,
  servers: MailServers | undefined,
  wording: Wording,
): readonly SettingsRow[] {
  const { form, connection: words, ways } = wording;
  const { emailAddress, username = emailAddress } = settings;
  const confirmed = settings.method === 'unknown' ? (settings.confirmedHosts ?? []) : [];
  return [
    [form.labels.emailAddress, emailAddress],
    [form.labels.username, servers?.incoming.username ?? username],
    [form.labels.password, words.password],
    ...(servers === undefined
      ? [[ways.summary.servers, ways.summary.notFoundYet] as const]
      : serverRows(servers, wording)),
    ...(confirmed.length === 0 ? [] : [[ways.summary.confirmed, confirmed.join(', ')] as const]),
  ];
}

function serverRows({ incoming, outgoing }: MailServers, { form, connection: words }: Wording): readonly SettingsRow[] {
  return [
    [form.labels.incomingProtocol, form.protocols[incoming.protocol]],
    [form.labels.incomingHost, words.server(incoming.host, incoming.port)],
    [form.labels.incomingSecurity, form.securities[incoming.security]],
    [form.labels.outgoingHost, words.server(outgoing.host, outgoing.port)],
    [form.labels.outgoingSecurity, form.securities[outgoing.security]],
    ...(outgoing.username === undefined ? [[form.labels.outgoingAuthentication, words.noAuthentication] as const] : []),
  ];
}

function exchangeRows(
  { emailAddress, url, username }: ExchangeSettings,
  found: string | undefined,
  { form, ways }: Wording,
): readonly SettingsRow[] {
  const { exchangeServer, exchangeNotFoundYet, endpoint } = ways.summary;
  return [
    [form.labels.emailAddress, emailAddress],
    ...(username === undefined ? [] : [[form.labels.username, username] as const]),
    ...(url === undefined ? [] : [[exchangeServer, url] as const]),
    ...(found === undefined ? [] : [[endpoint, found] as const]),
    ...(url === undefined && found === undefined ? [[exchangeServer, exchangeNotFoundYet] as const] : []),
  ];
}
