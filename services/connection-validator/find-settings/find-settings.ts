import type { HostedSettings, MailServers, ManualSettings } from '@mail-access/contracts';
import { ownerOf } from '../connection/connection-store.js';
import type { DiscoverySoFar } from '../validation/discovery-so-far.js';
import { typedServers } from '../validation/found-settings.js';
import type { ValidationRow } from '../validation/validation.entity.js';
import { findUnknown } from './find-unknown.js';
import { keepFound, type FindingParts, type UsableServers } from './finding-parts.js';
import { mailboxProvider } from './mailbox-provider.js';
import { resolveHosted } from './resolve-hosted.js';
import { SettingsNotUsable } from './settings-not-usable.js';

/**
 * The servers of a run: those that were typed, those of the provider, or those that its address leads to; what was found
 * is then kept with the run. `tell` hears what the page shows of it meanwhile.
 *
 * @throws SettingsNotUsable once what was found all the same is kept
 */
export async function findSettings(
  run: ValidationRow,
  parts: FindingParts,
  tell: (discovery: DiscoverySoFar) => void,
  signal: AbortSignal,
): Promise<UsableServers> {
  const { settings } = run;
  switch (settings.method) {
    case 'manual':
      return { servers: await takeTyped(run, settings, parts), otherUsername: null };
    case 'hosted':
      return { servers: await findHosted(run, settings, parts, signal), otherUsername: null };
    case 'unknown':
      return findUnknown(run, settings, parts, tell, signal);
    case 'exchange':
      throw new Error('a mailbox on Exchange has steps of its own');
  }
}

/** The system would be a port scanner for who types one host after the other. */
async function takeTyped(
  run: ValidationRow,
  settings: ManualSettings,
  { typedHosts }: FindingParts,
): Promise<MailServers> {
  const seconds = await typedHosts.take(ownerOf(run), [settings.incoming.host, settings.outgoing.host]);
  if (seconds !== null) throw new SettingsNotUsable('rate-limited', new Date(Date.now() + seconds * 1_000));
  return typedServers(settings);
}

async function findHosted(
  run: ValidationRow,
  settings: HostedSettings,
  parts: FindingParts,
  signal: AbortSignal,
): Promise<MailServers> {
  const bought = parts.catalogue.find(settings.providerId);
  const provider = bought && (await mailboxProvider(bought, settings.emailAddress, parts, signal));
  const { found, diagnosis } = resolveHosted(settings, provider);
  await keepFound(run, found, parts);
  if (found.servers === undefined) throw new SettingsNotUsable(diagnosis ?? 'settings-not-found');
  return found.servers;
}
