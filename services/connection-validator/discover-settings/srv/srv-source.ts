// RFC 6186, and RFC 8314 section 5.1 for _submissions.
import type { IncomingServer } from '@mail-access/contracts';
import type { SrvRecord } from '@mail-access/egress';
import { isOwnHost, usualUsernames, type DiscoveryAddress } from '../email-address.js';
import { nothingFound, paired, type DiscoveryContext, type OutgoingAddress, type SettingsSource } from '../source.js';
import { orderTargets } from './order-targets.js';

/** Beyond the first two targets of a service nothing is offered that could not be. */
const mostTargets = 2;

const incomingServices = [
  { service: '_imaps', protocol: 'imap', security: 'tls' },
  { service: '_imap', protocol: 'imap', security: 'starttls' },
  { service: '_pop3s', protocol: 'pop3', security: 'tls' },
  { service: '_pop3', protocol: 'pop3', security: 'starttls' },
] as const;
const outgoingServices = [
  { service: '_submissions', security: 'tls' },
  { service: '_submission', security: 'starttls' },
] as const;

interface Answer<S> {
  readonly as: S;
  readonly records: readonly SrvRecord[];
}

function lookUp<S extends { service: string }>(
  services: readonly S[],
  { domain }: DiscoveryAddress,
  { egress, random }: DiscoveryContext,
  signal: AbortSignal,
): Promise<Answer<S>[]> {
  return Promise.all(
    services.map(async (as) => {
      const records = await egress.srv(`${as.service}._tcp.${domain}`, signal);
      return { as, records: orderTargets(records, random) };
    }),
  );
}

/** A target of "." says that the service is decidedly not offered. */
function offered<S>(answers: readonly Answer<S>[]): { as: S; target: string; port: number }[] {
  return answers.flatMap(({ as, records }) =>
    records
      .filter(({ target }) => target !== '')
      .slice(0, mostTargets)
      .map(({ target, port }) => ({ as, target, port })),
  );
}

export const srvSource: SettingsSource = async (address, context, signal) => {
  const [incomingAnswers, outgoingAnswers] = await Promise.all([
    lookUp(incomingServices, address, context, signal),
    lookUp(outgoingServices, address, context, signal),
  ]);
  const incoming = offered(incomingAnswers).map(({ as, target, port }): IncomingServer => ({
    protocol: as.protocol,
    host: target,
    port,
    security: as.security,
  }));
  const outgoing = offered(outgoingAnswers).map(({ as, target, port }): OutgoingAddress => ({
    host: target,
    port,
    security: as.security,
  }));
  // DNS is not signed: only what a certificate can prove to be the domain's own, or a known provider, is trusted.
  const isTrusted = (host: string): boolean => isOwnHost(host, address) || context.knowledge.isKnownHost(host);
  const servers = incoming.flatMap((server) =>
    paired([server], outgoing, {
      source: 'srv',
      trusted: isTrusted(server.host) && outgoing.every(({ host }) => isTrusted(host)),
      certificate: 'unknown',
      usernames: usualUsernames(address),
      authentication: [],
    }),
  );
  if (servers.length > 0) return { outcome: 'found', servers };
  const denied = [...incomingAnswers, ...outgoingAnswers].some(({ records }) =>
    records.some(({ target }) => target === ''),
  );
  return denied ? { outcome: 'not-offered' } : nothingFound;
};
