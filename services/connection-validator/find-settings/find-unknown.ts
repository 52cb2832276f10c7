import { discoverSettings, isRefusal, type UnknownSettings } from '@mail-access/contracts';
import { ownerOf } from '../connection/connection-store.js';
import { readAddress } from '../discover-settings/email-address.js';
import type { Discovery } from '../discover-settings/source.js';
import type { DiscoverySoFar, SourceFinding } from '../validation/discovery-so-far.js';
import type { ValidationRow } from '../validation/validation.entity.js';
import { decideOnDiscovery } from './decide-on-discovery.js';
import { keepFound, type FindingParts, type UsableServers } from './finding-parts.js';
import { SettingsNotUsable } from './settings-not-usable.js';

/**
 * The servers that an address leads to, found without its password; or those with which the connection was proven before,
 * without asking anybody. `tell` hears of each source as it ends, and at last of all of them in the order of trust.
 *
 * @throws SettingsNotUsable once what was found all the same is kept and told
 */
export async function findUnknown(
  run: ValidationRow,
  settings: UnknownSettings,
  parts: FindingParts,
  tell: (discovery: DiscoverySoFar) => void,
  signal: AbortSignal,
): Promise<UsableServers> {
  const proven = run.found?.servers;
  if (proven !== undefined) {
    tell({ findings: [], servers: proven });
    return { servers: proven, otherUsername: null };
  }
  const discovery = await discover(run, parts, tell, signal);
  // A source that is stopped says so, and is no error: what the others had found by then is no verdict.
  signal.throwIfAborted();
  const address = readAddress(settings.emailAddress);
  const decision = decideOnDiscovery(discovery, { address, settings, knowledge: parts.knowledge });
  const { findings } = discovery;
  if (decision.kind === 'stop') {
    await keepFound(run, decision.found, parts);
    tell({ findings, ...decision.told });
    throw new SettingsNotUsable(decision.diagnosis);
  }
  const { found, otherUsername } = decision;
  const usable = await parts.usernameForms.inOrder({ servers: found.servers, otherUsername }, settings.emailAddress);
  await keepFound(run, { ...found, servers: usable.servers }, parts);
  tell({ findings, servers: usable.servers });
  return usable;
}

async function discover(
  run: ValidationRow,
  { discoverer }: FindingParts,
  tell: (discovery: DiscoverySoFar) => void,
  signal: AbortSignal,
): Promise<Discovery> {
  const findings: SourceFinding[] = [];
  try {
    return await discoverer.discover(run.settings.emailAddress, { ...ownerOf(run), signal }, (ended) => {
      findings.push({ source: ended.source, outcome: ended.report.outcome, elapsedMs: ended.elapsedMs });
      tell({ findings: [...findings] });
    });
  } catch (error) {
    if (!isRefusal(error, discoverSettings, 'too-many-discoveries')) throw error;
    throw new SettingsNotUsable('rate-limited', new Date(Date.now() + error.details.retryAfterSeconds * 1_000));
  }
}
