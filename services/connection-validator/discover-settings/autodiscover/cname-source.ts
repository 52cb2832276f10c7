import type { RecordEgress } from '@mail-access/egress';
import { signInOf } from '../known-hosts.js';
import { nothingFound, type SettingsSource } from '../source.js';

const maxSteps = 4;

/** Whether a name is an alias of a host of Microsoft 365. */
export async function isMicrosoftAlias(
  host: string,
  egress: Pick<RecordEgress, 'cname'>,
  signal: AbortSignal,
): Promise<boolean> {
  let name: string | null = host;
  for (let step = 0; step < maxSteps && name !== null; step += 1) {
    name = await egress.cname(name, signal);
    if (name !== null && signInOf(name) === 'microsoft') return true;
  }
  return false;
}

/**
 * Behind a filtering gateway the MX says nothing, but `autodiscover` still points at Microsoft 365. It leads to
 * fixed servers only, so that an unsigned DNS is enough.
 */
export const autodiscoverCnameSource: SettingsSource = async (address, { egress, knowledge }, signal) => {
  if (!(await isMicrosoftAlias(`autodiscover.${address.domain}`, egress, signal))) return nothingFound;
  return knowledge.byExchanger('mail.protection.outlook.com', address, 'autodiscover-cname') ?? nothingFound;
};
