import { signInOf } from '../known-hosts.js';
import { nothingFound, type SettingsSource } from '../source.js';

const maxSteps = 4;

/**
 * Behind a filtering gateway the MX says nothing, but `autodiscover` still points at Microsoft 365. It leads to
 * fixed servers only, so that an unsigned DNS is enough.
 */
export const autodiscoverCnameSource: SettingsSource = async (address, { egress, knowledge }, signal) => {
  let name: string | null = `autodiscover.${address.domain}`;
  for (let step = 0; step < maxSteps && name !== null; step += 1) {
    name = await egress.cname(name, signal);
    if (name === null || signInOf(name) !== 'microsoft') continue;
    return knowledge.byExchanger('mail.protection.outlook.com', address, 'autodiscover-cname') ?? nothingFound;
  }
  return nothingFound;
};
