import type { StepDiscovery, Validation } from '@mail-access/contracts';

/** What a run found, whatever became of it later; undefined for settings that name their servers themselves. */
export function discoveryOf(run: Pick<Validation, 'steps'>): StepDiscovery | undefined {
  return run.steps.find(({ discovery }) => discovery !== undefined)?.discovery;
}

/** What was found for a run that ended with a question to the subscriber: whether these servers are the right ones. */
export type OpenQuestion = Omit<StepDiscovery, 'confirmHosts'> & { readonly confirmHosts: string[] };

export function toConfirm(run: Pick<Validation, 'state' | 'steps'>): OpenQuestion | undefined {
  const discovery = run.state === 'failed' ? discoveryOf(run) : undefined;
  if (discovery?.confirmHosts === undefined) return undefined;
  const found = discovery.servers !== undefined || discovery.exchangeUrl !== undefined;
  return found ? { ...discovery, confirmHosts: discovery.confirmHosts } : undefined;
}
