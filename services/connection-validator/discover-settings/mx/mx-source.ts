import { nothingFound, type SettingsSource } from '../source.js';
import { mailHostDomains } from './mail-host-domains.js';

/**
 * Who takes mail for the domain, by the preferred exchanger. The answer of an unsigned DNS only chooses among
 * the fixed servers of known providers, so that what it leads to is trusted.
 */
export const mxSource: SettingsSource = async (address, { egress, knowledge }, signal) => {
  const [exchanger] = await egress.mx(address.domain, signal);
  if (exchanger === undefined) return nothingFound;
  if (exchanger.exchange === '') return { outcome: 'not-offered' };
  const direct = knowledge.byExchanger(exchanger.exchange, address, 'mx');
  if (direct !== null) return direct;
  const domains = mailHostDomains(exchanger.exchange, address);
  const known = domains.map((domain) => knowledge.byDomain(domain, address, 'mx'));
  return known.find((report) => report !== null) ?? nothingFound;
};
