import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** A block of addresses of one family: 4 or 16 octets, of which the first `prefix` bits count. */
export interface Cidr {
  readonly octets: readonly number[];
  readonly prefix: number;
}

/** Hexadecimal groups of an IPv6 address, whatever its notation, as the URL standard writes them: short and lower case. */
function canonicalIpv6(address: string): string {
  return domainToASCII(`[${address}]`).slice(1, -1);
}

/**
 * The octets of an address in strict notation, a zone left out; null for every other text. Read with what Node itself
 * connects by: ipaddr.js 2.5 takes `::0.0.0.1`, which is loopback, for `::ffff:0.0.0.1`.
 */
export function octetsOf(address: string): readonly number[] | null {
  const withoutZone = address.replace(/%.*$/s, '');
  switch (isIP(withoutZone)) {
    case 4:
      return withoutZone.split('.').map(Number);
    case 6: {
      const [head = [], tail = []] = canonicalIpv6(withoutZone)
        .split('::')
        .map((half) => half.split(':').filter(Boolean));
      const zeros = Array<string>(8 - head.length - tail.length).fill('0');
      return [...head, ...zeros, ...tail].map((group) => parseInt(group, 16)).flatMap((n) => [n >> 8, n & 0xff]);
    }
    default:
      return null;
  }
}

/** Canonical text of 4 or 16 octets: dotted decimal, or hexadecimal groups (RFC 5952 without its mixed notation). */
export function textOf(octets: readonly number[]): string {
  if (octets.length === 4) return octets.join('.');
  const pairs = Array.from({ length: 8 }, (_, at) => ((octets[at * 2] ?? 0) << 8) | (octets[at * 2 + 1] ?? 0));
  return canonicalIpv6(pairs.map((pair) => pair.toString(16)).join(':'));
}

/** Reads `address/prefix`; an address alone is a block of one. Throws on anything else, as on bits behind the prefix. */
export function parseCidr(text: string): Cidr {
  const match = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text.trim());
  const octets = octetsOf(match?.[1] ?? '');
  if (octets === null) throw new Error(`"${text}" is not a CIDR block such as 10.0.0.0/8 or fd00::/8`);
  const bits = octets.length * 8;
  const prefix = match?.[2] === undefined ? bits : Number(match[2]);
  if (prefix > bits) throw new Error(`"${text}" is not a CIDR block: the prefix is longer than ${bits}`);
  const cidr = { octets, prefix };
  const network = octets.map((octet, index) => octet & maskOctet(prefix, index));
  if (network.some((octet, index) => octet !== octets[index])) {
    throw new Error(`"${text}" has bits set behind its prefix; did you mean ${textOf(network)}/${prefix}?`);
  }
  return cidr;
}

function maskOctet(prefix: number, index: number): number {
  const bits = Math.min(8, Math.max(0, prefix - index * 8));
  return (0xff << (8 - bits)) & 0xff;
}

export function contains(cidr: Cidr, octets: readonly number[]): boolean {
  return (
    cidr.octets.length === octets.length &&
    cidr.octets.every((octet, index) => ((octet ^ (octets[index] ?? 0)) & maskOctet(cidr.prefix, index)) === 0)
  );
}
