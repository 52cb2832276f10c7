import type { DiscoveredAuthentication } from '@mail-access/contracts';
import { inspectImapServer } from '@mail-access/driver-imap';
import { inspectPop3Server } from '@mail-access/driver-pop3';
import { inspectSmtpServer } from '@mail-access/driver-smtp';
import { isDriverFailure, plainAttempt, type ServerAddress, type ServerOffer } from '@mail-access/driver-spec';
import type { Egress, PinnedHost } from '@mail-access/egress';
import type { FoundServers } from './source.js';

export type MailProtocol = 'imap' | 'pop3' | 'smtp';

/** What a look at a server showed. `verified`: it speaks the protocol behind a certificate that is valid for its name. */
export type Inspection =
  | { readonly kind: 'verified'; readonly authentication: readonly DiscoveredAuthentication[] }
  | { readonly kind: 'failed' }
  | { readonly kind: 'blocked' };

const inspectors = { imap: inspectImapServer, pop3: inspectPop3Server, smtp: inspectSmtpServer };
/** A source that names more servers than these is believed for the first ones. */
const mostLooks = 8;

function authenticationOf({ mechanisms }: ServerOffer): DiscoveredAuthentication[] {
  const password = mechanisms.some((name) => name === 'PLAIN' || name === 'LOGIN');
  const oauth2 = mechanisms.some((name) => name === 'XOAUTH2' || name === 'OAUTHBEARER');
  return [...(password ? (['password'] as const) : []), ...(oauth2 ? (['oauth2'] as const) : [])];
}

/** Greeting, TLS and capabilities of one server; nobody signs in. */
export async function inspectServer(
  protocol: MailProtocol,
  server: ServerAddress,
  egress: Egress,
  signal: AbortSignal,
): Promise<Inspection> {
  if (server.security === 'none') return { kind: 'failed' };
  try {
    const offer = await inspectors[protocol](server, plainAttempt(egress, signal));
    return { kind: 'verified', authentication: authenticationOf(offer) };
  } catch (error) {
    if (!isDriverFailure(error)) throw error;
    return { kind: error.kind === 'blocked-address' ? 'blocked' : 'failed' };
  }
}

/** Each name asked once, so that the server which was looked at is the one of the next look too. */
export function resolvingOnce<E extends Egress>(egress: E): E {
  const answers = new Map<string, Promise<PinnedHost>>();
  const resolve: Egress['resolve'] = async (host, signal) => {
    const key = host.toLowerCase();
    const known = answers.get(key) ?? egress.resolve(host, signal);
    answers.set(key, known);
    try {
      return await known;
    } catch (error) {
      answers.delete(key);
      throw error;
    }
  };
  return { ...egress, resolve };
}

/** Looks at servers that a source named, all at the same time. What leads to a blocked address is left out. */
export async function lookAt(
  servers: readonly FoundServers[],
  egress: Egress,
  signal: AbortSignal,
): Promise<FoundServers[]> {
  const looks = new Map<string, Promise<Inspection>>();
  const look = (protocol: MailProtocol, server: ServerAddress): Promise<Inspection> => {
    const key = `${protocol} ${server.host} ${server.port} ${server.security}`;
    const started = looks.get(key);
    if (started !== undefined) return started;
    if (looks.size >= mostLooks) return Promise.resolve({ kind: 'failed' });
    const inspection = inspectServer(protocol, server, egress, signal);
    looks.set(key, inspection);
    return inspection;
  };
  const seen = servers.map(async (found): Promise<FoundServers[]> => {
    if (found.certificate !== 'unknown') return [found];
    const [incoming, outgoing] = await Promise.all([
      look(found.incoming.protocol, found.incoming),
      look('smtp', found.outgoing),
    ]);
    if (incoming.kind === 'blocked' || outgoing.kind === 'blocked') return [];
    if (incoming.kind === 'failed' || outgoing.kind === 'failed') return [{ ...found, certificate: 'failed' }];
    const offered = incoming.authentication;
    return [{ ...found, certificate: 'verified', authentication: offered.length > 0 ? offered : found.authentication }];
  });
  return (await Promise.all(seen)).flat();
}
