import { mailHostDomains } from '../mx/mail-host-domains.js';
import { nothingFound, type SettingsSource } from '../source.js';
import { inOrder } from '../in-order.js';
import { readAutoconfig } from './autoconfig-source.js';

/** Where the file of a domain is in an ISPDB. */
export function ispdbUrl(base: string, domain: string): string {
  return `${base.replace(/\/+$/, '')}/${encodeURIComponent(domain)}`;
}

/**
 * The live ISPDB: by the domain, and by the domain of its mail exchanger. DNS is not signed, so that the second way
 * is never trusted.
 */
export const ispdbSource: SettingsSource = async (address, context, signal) => {
  const { ispdbUrl: base, egress } = context;
  const ask = (domain: string, trusted: boolean) =>
    readAutoconfig(ispdbUrl(base, domain), address, context, signal, {
      ...{ source: 'ispdb', trusted, isTrustedHop: (hop) => hop.hostname === URL.parse(base)?.hostname },
    });
  const byExchanger = async () => {
    const [exchanger] = await egress.mx(address.domain, signal);
    if (exchanger === undefined) return nothingFound;
    return inOrder(mailHostDomains(exchanger.exchange, address).map((domain) => ask(domain, false)));
  };
  return inOrder([ask(address.domain, true), byExchanger()]);
};
