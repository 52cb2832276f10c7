import type { HostedSettings, MailServers } from '@mail-access/contracts';
import type { Wording } from '../wording/wording.js';

/** A term and what is said of it. */
export type SettingsRow = readonly [term: string, value: string];

/** A hosted connection: the provider, and the servers that its last validation found there. */
export function hostedRows(
  settings: HostedSettings,
  servers: MailServers | undefined,
  providerName: string | undefined,
  wording: Wording,
): readonly SettingsRow[] {
  const { form, connection: words, hosted } = wording;
  const { emailAddress, username = emailAddress, providerId } = settings;
  return [
    [hosted.summary.method, hosted.methods.hosted],
    // The list is on its way, or the provider is no longer in it.
    [form.labels.providerId, providerName ?? providerId],
    [form.labels.emailAddress, emailAddress],
    [form.labels.username, servers?.incoming.username ?? username],
    [form.labels.password, words.password],
    ...(servers === undefined
      ? [[hosted.summary.servers, hosted.summary.notFoundYet] as const]
      : serverRows(servers, wording)),
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
