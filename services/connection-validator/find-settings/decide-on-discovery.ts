import { MailServers, type Diagnosis, type DiscoveredSettings, type UnknownSettings } from '@mail-access/contracts';
import type { DiscoveryAddress } from '../discover-settings/email-address.js';
import type { ProviderKnowledge } from '../discover-settings/provider-knowledge.js';
import type { Discovery } from '../discover-settings/source.js';
import type { DiscoverySoFar } from '../validation/discovery-so-far.js';
import type { FoundSettings } from '../validation/found-settings.js';
import { foreignHosts } from './password-hosts.js';

/** What a discovery means for a run: the servers that are used, or why none is. */
export type Decision = UsedServers | NothingUsed;

interface UsedServers {
  readonly kind: 'use';
  readonly found: FoundSettings & { readonly servers: MailServers };
  /** Another user name, for when the server definitely refuses the first; null when the subscriber typed one. */
  readonly otherUsername: string | null;
}

interface NothingUsed {
  readonly kind: 'stop';
  readonly diagnosis: Diagnosis;
  readonly found: FoundSettings;
  /** What the subscriber is told of it besides the sources. */
  readonly told: Omit<DiscoverySoFar, 'findings'>;
}

interface Case {
  readonly address: DiscoveryAddress;
  readonly settings: UnknownSettings;
  readonly knowledge: Pick<ProviderKnowledge, 'isKnownHost'>;
}

function stop(diagnosis: Diagnosis, found: FoundSettings, told: NothingUsed['told'] = {}): Decision {
  return { kind: 'stop', diagnosis, found, told };
}

/** A user name that is not the address was typed on purpose, and is used alone. */
function typedUsername({ emailAddress, username }: UnknownSettings): string | null {
  return username === undefined || username.toLowerCase() === emailAddress.toLowerCase() ? null : username;
}

function serversOf(
  { incoming, outgoing }: DiscoveredSettings,
  username: string,
  outgoingUsername: string,
): MailServers {
  const { protocol, host, port, security } = incoming;
  return {
    incoming: { protocol, host, port, security, username },
    outgoing: { host: outgoing.host, port: outgoing.port, security: outgoing.security, username: outgoingUsername },
  };
}

/** Whether somebody more trusted than the best candidate said that the provider has no open protocol. */
function isClosed({ findings, candidates: [best] }: Discovery): boolean {
  const closed = findings.findIndex(({ outcome }) => outcome === 'no-open-protocol');
  const source = findings.findIndex(({ source: name }) => name === best?.source);
  return closed !== -1 && (source === -1 || closed < source);
}

/** When no servers of IMAP or POP3 were found at all. */
function withoutCandidate({ exchange, verdict }: Discovery, found: FoundSettings): Decision {
  if (exchange !== undefined) return stop('provider-unsupported', found, { exchangeUrl: exchange.url });
  return stop(verdict === 'unavailable' ? 'temporarily-unavailable' : 'settings-not-found', found);
}

/** The best candidate and no other: a password is not tried around. */
function withCandidate(best: DiscoveredSettings, found: FoundSettings, { settings, ...rest }: Case): Decision {
  if ([best.incoming, best.outgoing].some(({ security }) => security === 'none')) {
    return stop('encryption-unavailable', found);
  }
  const typed = typedUsername(settings);
  const [username = settings.emailAddress, otherUsername = null] =
    typed === null ? new Set(best.usernameForms) : [typed];
  const outgoingUsername = typed ?? best.outgoing.username ?? username;
  // What a domain's owner publishes is not always a host, a port or a user name.
  const servers = MailServers.safeParse(serversOf(best, username, outgoingUsername));
  if (!servers.success) return stop('settings-not-found', found);
  const confirmHosts = foreignHosts(best, rest.address, settings, rest.knowledge);
  if (confirmHosts.length > 0) return stop('settings-not-found', found, { servers: servers.data, confirmHosts });
  // Without a valid certificate it goes on all the same: the step that secures the connection says what is wrong with it,
  // and no password is sent behind a step that failed.
  return { kind: 'use', found: { ...found, servers: servers.data }, otherUsername };
}

/** Whether a password goes anywhere, and where, by what was found without it. */
export function decideOnDiscovery(discovery: Discovery, about: Case): Decision {
  const { candidates, sign_in: signIn, provider } = discovery;
  const found: FoundSettings = { ...(provider && { provider }), ...(signIn && { signIn }) };
  if (signIn !== undefined) return stop('oauth-required', found);
  if (isClosed(discovery)) return stop('provider-unsupported', found);
  const [best] = candidates;
  return best === undefined ? withoutCandidate(discovery, found) : withCandidate(best, found, about);
}
