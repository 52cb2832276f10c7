import type { Diagnosis, HostedSettings, MailServers } from '@mail-access/contracts';
import type { Provider, ProviderServers, UsernameForm } from '../providers/provider.js';
import type { FoundSettings } from '../validation/found-settings.js';
import { usableServers } from './usable-servers.js';

/** What is known of a mailbox, and why that is not enough when it is not. */
export interface Resolution {
  readonly found: FoundSettings;
  readonly diagnosis: Diagnosis | null;
}

/** The servers of a mailbox at a provider, by the provider's facts alone. */
export function resolveHosted(settings: HostedSettings, provider: Provider | null): Resolution {
  if (provider === null) return { found: {}, diagnosis: 'settings-not-found' };
  const { id, name, signIn } = provider;
  const found = { provider: { id, name } };
  switch (signIn) {
    case 'google':
    case 'microsoft':
      return { found: { ...found, signIn }, diagnosis: 'oauth-required' };
    case 'none':
      return { found, diagnosis: 'provider-unsupported' };
    case 'password':
    case 'app-password': {
      const servers = serversFor(settings, provider);
      if (typeof servers === 'string') return { found, diagnosis: servers };
      return { found: { ...found, servers }, diagnosis: null };
    }
  }
}

function serversFor(settings: HostedSettings, { servers }: Provider): MailServers | Diagnosis {
  const { local, domain } = partsOf(settings.emailAddress);
  const entry = servers.find(({ domains }) => domains.includes(domain)) ?? servers[0];
  if (entry === undefined) return 'settings-not-found';
  const usable = usableServers(entry);
  if (usable === null) return isClearOnly(entry) ? 'encryption-unavailable' : 'provider-unsupported';
  const { incoming, outgoing } = usable;
  const ownDomain = entry.domains.includes(domain);
  // A password goes to a host of the subscriber's own domain only when the provider itself has that domain.
  if (!ownDomain && [incoming, outgoing].some(({ host }) => host.includes('{domain}'))) return 'settings-not-found';
  const host = (pattern: string): string => pattern.replace('{domain}', domain);
  const name = (form: UsernameForm): string => usernameFor(settings, form, { local, domain });
  const { protocol, port, security } = incoming;
  return {
    incoming: { protocol, host: host(incoming.host), port, security, username: name(incoming.username) },
    outgoing: {
      host: host(outgoing.host),
      port: outgoing.port,
      security: outgoing.security,
      ...(outgoing.signIn === 'password' && { username: name(outgoing.username) }),
    },
  };
}

/** True when the one thing that is missing is encryption. */
function isClearOnly({ incoming, outgoing }: ProviderServers): boolean {
  const encrypted = ({ security }: { security: string }): boolean => security !== 'none';
  return incoming.length > 0 && outgoing.length > 0 && !(incoming.some(encrypted) && outgoing.some(encrypted));
}

function partsOf(emailAddress: string): { local: string; domain: string } {
  const at = emailAddress.lastIndexOf('@');
  return { local: emailAddress.slice(0, at), domain: emailAddress.slice(at + 1).toLowerCase() };
}

/** A user name that is not the address was typed on purpose, and stays as it is. */
function usernameFor(
  { emailAddress, username }: HostedSettings,
  form: UsernameForm,
  { local, domain }: { local: string; domain: string },
): string {
  if (username !== undefined && username.toLowerCase() !== emailAddress.toLowerCase()) return username;
  return { address: emailAddress, 'local-part': local, 'local-part.domain': `${local}.${domain}` }[form];
}
