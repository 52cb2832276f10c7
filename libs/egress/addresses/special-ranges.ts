import { parseCidr, type Cidr } from './cidr.js';

/** A block that is not the public internet: what it is, and where that is written. */
export interface SpecialRange {
  readonly cidr: Cidr;
  readonly name: string;
}

function ranges(rows: readonly (readonly [cidr: string, name: string])[]): readonly SpecialRange[] {
  return rows.map(([cidr, name]) => ({ cidr: parseCidr(cidr), name }));
}

/**
 * IANA IPv4 Special-Purpose Address Registry, whole: also the blocks that are globally reachable (AS112, AMT, anycast),
 * because none of them can hold a mail server. Then multicast (RFC 5771) and one address of a cloud platform.
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export const specialIpv4 = ranges([
  ['0.0.0.0/8', 'this network (RFC 791)'],
  ['10.0.0.0/8', 'private use (RFC 1918)'],
  ['100.64.0.0/10', 'shared address space (RFC 6598)'],
  ['127.0.0.0/8', 'loopback (RFC 1122)'],
  ['169.254.0.0/16', 'link local (RFC 3927)'],
  ['172.16.0.0/12', 'private use (RFC 1918)'],
  ['192.0.0.0/24', 'IETF protocol assignments (RFC 6890)'],
  ['192.0.2.0/24', 'documentation (RFC 5737)'],
  ['192.31.196.0/24', 'AS112 (RFC 7535)'],
  ['192.52.193.0/24', 'AMT (RFC 7450)'],
  ['192.88.99.0/24', '6to4 relay anycast (RFC 7526)'],
  ['192.168.0.0/16', 'private use (RFC 1918)'],
  ['192.175.48.0/24', 'AS112 (RFC 7534)'],
  ['198.18.0.0/15', 'benchmarking (RFC 2544)'],
  ['198.51.100.0/24', 'documentation (RFC 5737)'],
  ['203.0.113.0/24', 'documentation (RFC 5737)'],
  ['224.0.0.0/4', 'multicast (RFC 5771)'],
  ['240.0.0.0/4', 'reserved and limited broadcast (RFC 1112, RFC 8190)'],
  // Public by registration, answered by the host of every Azure machine: its platform and metadata endpoint.
  ['168.63.129.16/32', 'Azure platform'],
]);

/**
 * The special blocks inside 2000::/3, the only part of IPv6 that is global unicast (RFC 4291, RFC 3513); everything
 * outside it is special as a whole. https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export const specialIpv6 = ranges([
  // Holds Teredo, benchmarking, ORCHID, AMT and AS112.
  ['2001::/23', 'IETF protocol assignments (RFC 2928)'],
  ['2001:db8::/32', 'documentation (RFC 3849)'],
  // 6to4 hides an IPv4 address; its public relays are gone (RFC 7526), so that no mail server is behind it.
  ['2002::/16', '6to4 (RFC 3056)'],
  ['2620:4f:8000::/48', 'AS112 (RFC 7534)'],
  ['3ffe::/16', '6bone, returned (RFC 3701)'],
  ['3fff::/20', 'documentation (RFC 9637)'],
]);

export const globalUnicastIpv6 = parseCidr('2000::/3');
/** `::ffff:a.b.c.d`: the system connects to the IPv4 address (RFC 4291 §2.5.5.2). */
export const ipv4Mapped = parseCidr('::ffff:0:0/96');
/** NAT64 with the well-known prefix (RFC 6052): what a DNS64 resolver answers for a public IPv4 address. */
export const nat64WellKnown = parseCidr('64:ff9b::/96');
