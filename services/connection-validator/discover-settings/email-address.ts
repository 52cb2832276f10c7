import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';

/** An address, read for looking its domain up. */
export interface DiscoveryAddress {
  readonly address: string;
  readonly localPart: string;
  /** ASCII, lower case. */
  readonly domain: string;
  /** The registrable domain; null when `domain` is a public suffix itself, which is nobody's own and never asked. */
  readonly ownDomain: string | null;
}

/** The registrable domain by the public suffix list, private suffixes (`github.io`) included: their customers are strangers. */
export function registrableDomain(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true });
}

/** Reads an address that is known to be one. */
export function readAddress(address: string): DiscoveryAddress {
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1).toLowerCase()).replace(/\.$/, '');
  return { address, localPart: address.slice(0, at), domain, ownDomain: registrableDomain(domain) };
}

/** Whether a host belongs to whoever owns the address's domain. */
export function isOwnHost(host: string, { ownDomain }: DiscoveryAddress): boolean {
  return ownDomain !== null && registrableDomain(host) === ownDomain;
}

/** The full address first, then the local part: what most servers take. */
export function usualUsernames({ address, localPart }: DiscoveryAddress): string[] {
  return [address, localPart];
}
