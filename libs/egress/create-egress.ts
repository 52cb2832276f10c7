import { isIP, type Socket } from 'node:net';
import { createSecureContext, getCACertificates, type TLSSocket } from 'node:tls';
import { parseCidr, type Cidr } from './addresses/cidr.js';
import { isAllowed, isReachable, judgeAddress } from './addresses/judge-address.js';
import { readHost } from './addresses/read-host.js';
import { connectPinned } from './connect/connect-pinned.js';
import { mailPorts } from './connect/mail-ports.js';
import { EgressFailure } from './egress-failure.js';
import type { Egress, EgressOptions, FullEgress, PinnedHost } from './egress.js';
import { webEgress } from './https/web-egress.js';
import { inEgressSpan } from './in-egress-span.js';
import { lookUpCname, lookUpMx, lookUpSrv } from './records/look-up-records.js';
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

/** What may be connected to, decided anew at each connection. */
type Gate = (address: string, port: number, ports: ReadonlySet<number>) => boolean;

/** Judged again although `resolve` did, because a pinned host is a plain object that anybody can write. */
function gate(allow: readonly Cidr[]): Gate {
  return (address, port, ports) => {
    const judgement = judgeAddress(address);
    if (judgement?.address !== address || !Number.isInteger(port) || port < 1 || port > 65_535) return false;
    return isAllowed(judgement, allow) || (ports.has(port) && isReachable(judgement, allow));
  };
}

/** Connecting to one of these ports, or to any port of an allowed address. */
function connecting(options: EgressOptions, isPermitted: Gate, ports: ReadonlySet<number>): Egress['connect'] {
  const { dial = (address, port) => ({ address, port }) } = options;
  const connect = async (host: PinnedHost, port: number, signal: AbortSignal): Promise<Socket> => {
    if (host.addresses.length === 0 || !host.addresses.every((address) => isPermitted(address, port, ports))) {
      throw new EgressFailure('blocked-address', { cause: new Error(`port ${port} or an address is not permitted`) });
    }
    return await connectPinned(host.addresses, (address) => dial(address, port), signal);
  };
  return (host, port, signal) =>
    inEgressSpan('egress.connect', { ...serverAddress(host.host), 'server.port': port }, () =>
      connect(host, port, signal),
    );
}

/** Throws `Error` with a sentence when an option cannot be read; nothing is looked up or opened yet. */
export function createEgress(options: EgressOptions): FullEgress {
  const dnsServers = options.dnsServers.map(parseDnsServer);
  const allow = options.allow.map(parseCidr);
  const isPermitted = gate(allow);
  const ca = options.ca?.length ? { ca: [...getCACertificates('default'), ...options.ca] } : {};
  const secureContext = createSecureContext({ minVersion: 'TLSv1.2', ...ca });
  const connectTo = (ports: readonly number[]): Egress['connect'] => connecting(options, isPermitted, new Set(ports));
  const resolve: Egress['resolve'] = (host, signal) =>
    inEgressSpan('egress.resolve', serverAddress(host), () => resolveHost(host, { dnsServers, allow }, signal));
  const secure: Egress['secure'] = (socket, host, signal): Promise<TLSSocket> =>
    inEgressSpan('egress.secure', serverAddress(host.host), () =>
      secureSocket(socket, host.host, secureContext, signal),
    );
  const records = <T>(name: string, lookUp: () => Promise<T>): Promise<T> =>
    inEgressSpan('egress.records', serverAddress(name), lookUp);
  return {
    resolve,
    secure,
    connect: connectTo([...mailPorts, ...(options.extraPorts ?? [])]),
    ...webEgress({ resolve, secure, connectHttps: connectTo([443]), connectHttp: connectTo([80]) }),
    mx: (domain, signal) => records(domain, () => lookUpMx(domain, dnsServers, signal)),
    srv: (service, signal) => records(service, () => lookUpSrv(service, dnsServers, signal)),
    cname: (name, signal) => records(name, () => lookUpCname(name, dnsServers, signal)),
  };
}
