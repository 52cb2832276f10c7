import { askedTogether, discover, runSource } from '@mail-access/connection-validator';
import {
  deadlineMs,
  openDiscoveryStage,
  timed,
  type DiscoveryStage,
  type Situation,
} from './discovery/discovery-stage.js';
import type { PreparedScenario, Scenario } from './scenario.js';

/** The source that decides; it, and those that are more trusted, have to be waited for. */
const deciding = {
  'SRV only': 'srv',
  'autoconfig only': 'autoconfig',
  'Exchange Autodiscover': 'autodiscover',
} as const;
const names = Object.keys(deciding) as (keyof typeof deciding)[];

/** What it costs to ask everybody when one source would have been enough. */
const scenario: Scenario = {
  title: 'discovery-needed-source: all sources at the same time, every server 50 ms away',
  ours: 'all of them, looks at the servers included',
  theirs: 'the slowest source that has to be waited for, alone',
  metrics: names.map((name) => ({ name, unit: 'ms', aim: { atMost: 1.3 } })),
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const stage = await openDiscoveryStage();
  return {
    measureOurs: () => measure((name) => timed(name, () => isFound(stage, name))),
    measureTheirs: () => measure((name) => slowestAlone(stage, name)),
    close: async () => stage[Symbol.asyncDispose](),
  };
}

async function isFound({ context, address }: DiscoveryStage, situation: Situation): Promise<boolean> {
  const found = await discover(address(situation), context, AbortSignal.timeout(deadlineMs));
  return found.verdict === 'found';
}

async function slowestAlone({ context, address }: DiscoveryStage, name: keyof typeof deciding): Promise<number> {
  const last = askedTogether.findIndex(({ source }) => source === deciding[name]);
  const needed = askedTogether.slice(0, last + 1).filter(({ source }) => source !== 'ispdb');
  let slowest = 0;
  for (const source of needed) {
    const startedAt = performance.now();
    await runSource(source, address(name), context, AbortSignal.timeout(deadlineMs));
    slowest = Math.max(slowest, performance.now() - startedAt);
  }
  return slowest;
}

async function measure(time: (name: keyof typeof deciding) => Promise<number>): Promise<Record<string, number>> {
  const measured: Record<string, number> = {};
  for (const name of names) measured[name] = await time(name);
  return measured;
}
