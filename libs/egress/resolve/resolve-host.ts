import type { Cidr } from '../addresses/cidr.js';
import { isReachable, judgeAddress } from '../addresses/judge-address.js';
import { readHost } from '../addresses/read-host.js';
import { EgressFailure } from '../egress-failure.js';
import type { PinnedHost } from '../egress.js';
import { lookUpName } from './look-up-name.js';

/** An answer may list hundreds of addresses; more than these are not worth a try. All of them are judged. */
const mostAddresses = 8;

/** RFC 6761 §6.3: these names are loopback, whatever a DNS server would say. */
function isLocalhost(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}

/** The canonical addresses when each of them may be reached; the whole answer is refused for one that may not. */
function permitted(addresses: readonly string[], allow: readonly Cidr[]): readonly string[] {
  const judged = addresses.map((address) => judgeAddress(address));
  const blocked = judged.find((judgement) => judgement === null || !isReachable(judgement, allow));
  if (blocked !== undefined) {
    throw new EgressFailure('blocked-address', { cause: new Error(blocked?.special ?? 'not an address') });
  }
  return [...new Set(judged.flatMap((judgement) => judgement?.address ?? []))];
}

export async function resolveHost(
  text: string,
  options: { readonly dnsServers: readonly string[]; readonly allow: readonly Cidr[] },
  signal: AbortSignal,
): Promise<PinnedHost> {
  const host = readHost(text);
  switch (host.kind) {
    case 'neither':
      throw new EgressFailure('name-not-found');
    case 'address':
      return { host: host.address, addresses: permitted([host.address], options.allow) };
    case 'name': {
      if (isLocalhost(host.name)) return { host: host.name, addresses: loopback(options.allow) };
      const addresses = await lookUpName(host.name, options.dnsServers, signal);
      return { host: host.name, addresses: permitted(addresses, options.allow).slice(0, mostAddresses) };
    }
  }
}

/** Here the answer is ours, so that an allow list with one of the two loopback addresses gives that one. */
function loopback(allow: readonly Cidr[]): readonly string[] {
  const reachable = ['127.0.0.1', '::1'].filter((address) => {
    const judgement = judgeAddress(address);
    return judgement !== null && isReachable(judgement, allow);
  });
  if (reachable.length === 0) throw new EgressFailure('blocked-address', { cause: new Error('loopback (RFC 6761)') });
  return reachable;
}
