import type { Diagnosis, MailServers } from '@mail-access/contracts';
import type { RecordEgress } from '@mail-access/egress';
import type { ProviderCatalogue } from '../providers/provider-catalogue.js';
import { typedServers } from '../validation/found-settings.js';
import type { ValidationStore } from '../validation/validation-store.js';
import type { ValidationRow } from '../validation/validation.entity.js';
import { mailboxProvider } from './mailbox-provider.js';
import { resolveHosted } from './resolve-hosted.js';

/** What was typed leads to no mailbox that a password could open. */
export class SettingsNotUsable extends Error {
  override readonly name = 'SettingsNotUsable';
  constructor(readonly diagnosis: Diagnosis) {
    super(`the settings cannot be used: ${diagnosis}`);
  }
}

interface FindingParts {
  readonly catalogue: ProviderCatalogue;
  readonly store: ValidationStore;
  readonly records: Pick<RecordEgress, 'mx'>;
}

/**
 * The servers of a run: those that were typed, or those of the provider, which are then kept with the run.
 *
 * @throws SettingsNotUsable once it is kept what was found all the same
 */
export async function findSettings(run: ValidationRow, parts: FindingParts, signal: AbortSignal): Promise<MailServers> {
  const { settings } = run;
  if (settings.method === 'manual') return typedServers(settings);
  if (settings.method !== 'hosted') throw new SettingsNotUsable('settings-not-found');
  const bought = parts.catalogue.find(settings.providerId);
  const provider = bought && (await mailboxProvider(bought, settings.emailAddress, parts, signal));
  const { found, diagnosis } = resolveHosted(settings, provider);
  await parts.store.keepFound(run, found);
  run.found = found;
  if (found.servers === undefined) throw new SettingsNotUsable(diagnosis ?? 'settings-not-found');
  return found.servers;
}
