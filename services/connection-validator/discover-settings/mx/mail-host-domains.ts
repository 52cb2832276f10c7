import { registrableDomain, type DiscoveryAddress } from '../email-address.js';

/**
 * The domains under which a mail exchanger's operator may be known: the exchanger without its first label, then its
 * registrable domain. None when it is the subscriber's own, and never a public suffix.
 */
export function mailHostDomains(exchange: string, { ownDomain }: DiscoveryAddress): string[] {
  const registrable = registrableDomain(exchange);
  if (registrable === null || registrable === ownDomain) return [];
  const parent = exchange.slice(exchange.indexOf('.') + 1);
  return parent.endsWith(`.${registrable}`) ? [parent, registrable] : [registrable];
}
