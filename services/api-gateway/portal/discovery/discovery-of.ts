import type { StepDiscovery, Validation } from '@mail-access/contracts';

/** What a run found, whatever became of it later; undefined for settings that name their servers themselves. */
export function discoveryOf(run: Pick<Validation, 'steps'>): StepDiscovery | undefined {
  return run.steps.find(({ discovery }) => discovery !== undefined)?.discovery;
}

/** What was found for a run that ended with a question to the subscriber: whether these servers may have the password. */
export function toConfirm(run: Pick<Validation, 'state' | 'steps'>): StepDiscovery | undefined {
  const discovery = run.state === 'failed' ? discoveryOf(run) : undefined;
  return discovery?.servers === undefined || discovery.confirmHosts === undefined ? undefined : discovery;
}
