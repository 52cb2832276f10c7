import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A block of addresses of one family: 4 or 16 octets, of which the first `prefix` bits count. */
export interface Cidr {
  readonly octets: readonly number[];
  readonly prefix: number;
}

/** The octets of an address in strict notation, a zone left out; null for every other text. */
export function octetsOf(address: string): readonly number[] | null {
  const withoutZone = address.replace(/%.*$/s, '');
  // ipaddr.js reads odd spellings as well; what is an address is decided by node:net, which does not.
  return isIP(withoutZone) === 0 ? null : ipaddr.parse(withoutZone).toByteArray();
}

/** Canonical text of 4 or 16 octets: dotted decimal, or RFC 5952. */
export function textOf(octets: readonly number[]): string {
  return ipaddr.fromByteArray([...octets]).toString();
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
