import type { Measurement, PreparedScenario, Scenario } from './scenario.js';
import { VaultStage } from './vault/vault-stage.js';

const many = 100_000;
const reads = 1_000;
const memory = `memory after ${reads.toLocaleString('en')} reveals each turn`;

/** Nothing is kept in memory: a vault with many credentials needs no more than one with few. */
const scenario: Scenario = {
  title: `vault-memory: the vault's process with ${many.toLocaleString('en')} credentials`,
  ours: `${many.toLocaleString('en')} credentials in the table`,
  theirs: 'the same process with one credential',
  metrics: [{ name: memory, unit: 'MB', aim: { atMost: 1.3 } }],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const [full, empty] = [await VaultStage.open(), await VaultStage.open()];
  await full.fill(many);
  await empty.fill(1);
  return {
    measureOurs: () => afterReads(full),
    measureTheirs: () => afterReads(empty),
    close: async () => {
      await full.close();
      await empty.close();
    },
  };
}

async function afterReads(stage: VaultStage): Promise<Measurement> {
  for (let left = reads; left > 0; left -= 20) await Promise.all(Array.from({ length: 20 }, () => stage.ask()));
  return { [memory]: await stage.memory() };
}
