import type { Diagnosis, MailServers } from '@mail-access/contracts';
import type { ProviderCatalogue } from '../providers/provider-catalogue.js';
import { typedServers } from '../validation/found-settings.js';
import type { ValidationStore } from '../validation/validation-store.js';
import type { ValidationRow } from '../validation/validation.entity.js';
import { resolveHosted } from './resolve-hosted.js';

/** What was typed leads to no mailbox that a password could open. */
export class SettingsNotUsable extends Error {
  override readonly name = 'SettingsNotUsable';
  constructor(readonly diagnosis: Diagnosis) {
    super(`the settings cannot be used: ${diagnosis}`);
  }
}

/**
 * The servers of a run: those that were typed, or those of the provider, which are then kept with the run.
 *
 * @throws SettingsNotUsable once it is kept what was found all the same
 */
export async function findSettings(
  run: ValidationRow,
  { catalogue, store }: { catalogue: ProviderCatalogue; store: ValidationStore },
): Promise<MailServers> {
  const { settings } = run;
  if (settings.method === 'manual') return typedServers(settings);
  const { found, diagnosis } = resolveHosted(settings, catalogue.find(settings.providerId));
  await store.keepFound(run, found);
  run.found = found;
  if (found.servers === undefined) throw new SettingsNotUsable(diagnosis ?? 'settings-not-found');
  return found.servers;
}
