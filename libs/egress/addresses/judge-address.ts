import { contains, octetsOf, textOf, type Cidr } from './cidr.js';
import { globalUnicastIpv6, ipv4Mapped, nat64WellKnown, specialIpv4, specialIpv6 } from './special-ranges.js';

export interface Judgement {
  /** Canonical form of the address to connect to; the IPv4 address when it was IPv4-mapped. */
  readonly address: string;
  /** Why it is not the public internet; null when it is. */
  readonly special: string | null;
}

/**
 * ISATAP (RFC 5214): under any prefix, the last eight octets are 00-00-5e-fe or 02-00-5e-fe and an IPv4 address, to which
 * a host with an ISATAP interface tunnels.
 */
function isatapIpv4(octets: readonly number[]): readonly number[] | null {
  const [flags = 0, second, third, fourth] = octets.slice(8, 12);
  const isIsatap = (flags & ~0x02) === 0 && second === 0 && third === 0x5e && fourth === 0xfe;
  return isIsatap ? octets.slice(12) : null;
}

function specialOf(octets: readonly number[]): string | null {
  if (octets.length === 4) return specialIpv4.find((range) => contains(range.cidr, octets))?.name ?? null;
  if (contains(nat64WellKnown, octets)) return within('NAT64', specialOf(octets.slice(12)));
  if (!contains(globalUnicastIpv6, octets)) return 'not global unicast (RFC 4291)';
  const range = specialIpv6.find(({ cidr }) => contains(cidr, octets));
  if (range !== undefined) return range.name;
  const tunnelled = isatapIpv4(octets);
  return tunnelled === null ? null : within('ISATAP', specialOf(tunnelled));
}

function within(form: string, special: string | null): string | null {
  return special === null ? null : `${form} of ${special}`;
}

/**
 * Says whether an address belongs to the public internet, looking through the forms that hide an IPv4 address.
 * `address` must be in strict notation; a zone (`%eth0`) is dropped. Returns null for a text that is no address.
 */
export function judgeAddress(address: string): Judgement | null {
  const octets = octetsOf(address);
  if (octets === null) return null;
  const effective = octets.length === 16 && contains(ipv4Mapped, octets) ? octets.slice(12) : octets;
  return { address: textOf(effective), special: specialOf(effective) };
}

/** Whether an address may be reached: it is public, or its canonical form is in an allowed block. */
export function isReachable(judgement: Judgement, allow: readonly Cidr[]): boolean {
  return judgement.special === null || isAllowed(judgement, allow);
}

export function isAllowed(judgement: Judgement, allow: readonly Cidr[]): boolean {
  const octets = octetsOf(judgement.address) ?? [];
  return allow.some((cidr) => contains(cidr, octets));
}
