import { isIP, type Socket } from 'node:net';
import { createSecureContext, getCACertificates, type TLSSocket } from 'node:tls';
import { parseCidr } from './addresses/cidr.js';
import { isAllowed, isReachable, judgeAddress } from './addresses/judge-address.js';
import { readHost } from './addresses/read-host.js';
import { connectPinned } from './connect/connect-pinned.js';
import { mailPorts } from './connect/mail-ports.js';
import { EgressFailure } from './egress-failure.js';
import type { Egress, EgressOptions, PinnedHost } from './egress.js';
import { inEgressSpan } from './in-egress-span.js';
import { resolveHost } from './resolve/resolve-host.js';
import { secureSocket } from './secure/secure-socket.js';

/** Throws when an entry is not the address of a DNS server, with a port or without. */
function parseDnsServer(text: string): string {
  const server = text.trim();
  const parts = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(server);
  const address = parts?.[1] ?? parts?.[2] ?? server;
  const port = Number(parts?.[3] ?? 53);
  if (isIP(address) === 0 || port < 1 || port > 65_535) {
    throw new Error(`"${text}" is not a DNS server such as 192.0.2.53:53 or [2001:db8::53]:53`);
  }
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The attribute of a host in a span: only what is a host, since anything can be typed in its field. */
function serverAddress(text: string): { 'server.address'?: string } {
  const host = readHost(text);
  if (host.kind === 'neither') return {};
  return { 'server.address': host.kind === 'name' ? host.name : host.address };
}

/** Throws `Error` with a sentence when an option cannot be read; nothing is looked up or opened yet. */
export function createEgress(options: EgressOptions): Egress {
  const dnsServers = options.dnsServers.map(parseDnsServer);
  const allow = options.allow.map(parseCidr);
  const ports = new Set([...mailPorts, ...(options.extraPorts ?? [])]);
  const ca = options.ca?.length ? { ca: [...getCACertificates('default'), ...options.ca] } : {};
  const secureContext = createSecureContext({ minVersion: 'TLSv1.2', ...ca });

  /** Judged again although `resolve` did, because a pinned host is a plain object that anybody can write. */
  function isPermitted(address: string, port: number): boolean {
    const judgement = judgeAddress(address);
    if (judgement?.address !== address || !Number.isInteger(port) || port < 1 || port > 65_535) return false;
    return isAllowed(judgement, allow) || (ports.has(port) && isReachable(judgement, allow));
  }

  async function connect(host: PinnedHost, port: number, signal: AbortSignal): Promise<Socket> {
    if (host.addresses.length === 0 || !host.addresses.every((address) => isPermitted(address, port))) {
      throw new EgressFailure('blocked-address', { cause: new Error(`port ${port} or an address is not permitted`) });
    }
    return await connectPinned(host.addresses, port, signal);
  }

  return {
    resolve: (host, signal) =>
      inEgressSpan('egress.resolve', serverAddress(host), () => resolveHost(host, { dnsServers, allow }, signal)),
    connect: (host, port, signal) =>
      inEgressSpan('egress.connect', { ...serverAddress(host.host), 'server.port': port }, () =>
        connect(host, port, signal),
      ),
    secure: (socket, host, signal): Promise<TLSSocket> =>
      inEgressSpan('egress.secure', serverAddress(host.host), () =>
        secureSocket(socket, host.host, secureContext, signal),
      ),
  };
}
