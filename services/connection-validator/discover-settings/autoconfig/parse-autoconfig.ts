// https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat and draft-ietf-mailmaint-autoconfig
import { Host, Port, Username, type DiscoveredAuthentication } from '@mail-access/contracts';
import { signInOf } from '../known-hosts.js';
import type { DiscoveryAddress } from '../email-address.js';
import { paired, type FoundServers, type SourceReport } from '../source.js';
import { childrenOf, parseXml, textOf, type XmlElement } from '../xml/parse-xml.js';

const securities: Readonly<Record<string, 'tls' | 'starttls' | 'none'>> = {
  SSL: 'tls',
  STARTTLS: 'starttls',
  plain: 'none',
};

interface ParsedServer {
  readonly type: string;
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string;
  readonly authentication: readonly DiscoveredAuthentication[];
}

function filled(text: string, { address, localPart, domain }: DiscoveryAddress): string {
  return text
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', localPart)
    .replaceAll('%EMAILDOMAIN%', domain);
}

function authenticationOf(server: XmlElement): DiscoveredAuthentication[] {
  const words = childrenOf(server, 'authentication').map(({ text }) => text.trim().toLowerCase());
  const meant = words.map((word): DiscoveredAuthentication => {
    if (word === 'password-cleartext' || word === 'plain') return 'password';
    return word === 'oauth2' ? 'oauth2' : 'other';
  });
  return meant.length === 0 ? ['password'] : [...new Set(meant)];
}

/** A server as the document has it; null when one part of it is missing or is none, since nothing of it is guessed. */
function serverOf(element: XmlElement, address: DiscoveryAddress): ParsedServer | null {
  const host = Host.safeParse(filled(textOf(element, 'hostname'), address).toLowerCase());
  const port = Port.safeParse(/^\d{1,5}$/.test(textOf(element, 'port')) ? Number(textOf(element, 'port')) : null);
  const security = securities[textOf(element, 'socketType')];
  const username = Username.safeParse(filled(textOf(element, 'username'), address));
  if (!host.success || !port.success || !username.success || security === undefined) return null;
  const type = (element.attributes['type'] ?? '').toLowerCase();
  const common = { type, host: host.data, port: port.data, security };
  return { ...common, username: username.data, authentication: authenticationOf(element) };
}

function serversOf(provider: XmlElement, name: string, address: DiscoveryAddress): ParsedServer[] {
  return childrenOf(provider, name).flatMap((element) => serverOf(element, address) ?? []);
}

function foundServers(
  incoming: readonly ParsedServer[],
  outgoing: readonly ParsedServer[],
  address: DiscoveryAddress,
  provenance: Pick<FoundServers, 'source' | 'trusted'>,
): FoundServers[] {
  return incoming.flatMap(({ type, host, port, security, username, authentication }) => {
    if (type !== 'imap' && type !== 'pop3') return [];
    const candidates = outgoing.map((one) => ({
      ...{ host: one.host, port: one.port, security: one.security },
      ...(one.username !== username && { username: one.username }),
    }));
    const usernames = [...new Set([username, address.address, address.localPart])];
    return paired([{ protocol: type, host, port, security }], candidates, {
      ...provenance,
      certificate: 'unknown',
      usernames,
      authentication,
    });
  });
}

/** Reads a configuration file. `invalid`: not one, or one without a usable server of either side. */
export function parseAutoconfig(
  bytes: Buffer,
  address: DiscoveryAddress,
  provenance: Pick<FoundServers, 'source' | 'trusted'>,
): SourceReport {
  const root = parseXml(bytes);
  const provider = root?.name === 'clientConfig' ? childrenOf(root, 'emailProvider')[0] : undefined;
  if (provider === undefined) return { outcome: 'invalid' };
  const outgoing = serversOf(provider, 'outgoingServer', address).filter(({ type }) => type === 'smtp');
  const servers = foundServers(serversOf(provider, 'incomingServer', address), outgoing, address, provenance);
  if (servers.length === 0) return { outcome: 'invalid' };
  const signIn = signInOf(servers[0]?.incoming.host ?? '');
  return { outcome: 'found', servers, ...(signIn !== null && { signIn }) };
}
