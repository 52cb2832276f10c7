import { discover, discoverLocally, everySource, isDecisive, runSource } from '@mail-access/connection-validator';
import {
  deadlineMs,
  openDiscoveryStage,
  situations,
  timed,
  type DiscoveryStage,
  type Situation,
} from './discovery/discovery-stage.js';
import type { PreparedScenario, Scenario } from './scenario.js';

const names = Object.keys(situations) as Situation[];
/** Absolute, whatever the other side takes: milliseconds. */
const limits: Partial<Record<Situation, number>> = { 'known provider': 5, nothing: 12_000 };

/** Time from the address to the ranked candidates, every server answering after 50 ms. */
const scenario: Scenario = {
  title: 'discovery: from an address to ranked settings, every server 50 ms away',
  ours: 'all sources at the same time, decided by trust (known provider at most 5 ms, a verdict within 12 s)',
  theirs: 'the same sources one after the other, until one decides',
  // A known provider is local on both sides; there is no ratio to speak of.
  metrics: names.map((name) => ({ name, unit: 'ms', aim: { atMost: name === 'known provider' ? 3 : 1 } })),
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const stage = await openDiscoveryStage();
  return {
    measureOurs: () => measure(stage, together),
    measureTheirs: () => measure(stage, oneByOne),
    close: async () => stage[Symbol.asyncDispose](),
  };
}

type Way = (stage: DiscoveryStage, situation: Situation) => Promise<boolean>;

const together: Way = async ({ context, address }, situation) => {
  const found = await discover(address(situation), context, AbortSignal.timeout(deadlineMs));
  return found.verdict === 'found';
};

const oneByOne: Way = async ({ context, address }, situation) => {
  if (discoverLocally(address(situation), context) !== null) return true;
  for (const source of everySource) {
    if (source.source === 'ispdb') continue;
    const { report } = await runSource(source, address(situation), context, AbortSignal.timeout(deadlineMs));
    if (isDecisive(report)) return true;
  }
  return false;
};

async function measure(stage: DiscoveryStage, way: Way): Promise<Record<string, number>> {
  const measured: Record<string, number> = {};
  for (const name of names) {
    const took = await timed(name, () => way(stage, name));
    const limit = limits[name] ?? Infinity;
    if (way === together && took > limit) throw new Error(`${name} took ${took.toFixed(1)} ms, above ${limit}`);
    measured[name] = took;
  }
  return measured;
}
