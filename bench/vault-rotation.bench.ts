import type { PreparedScenario, Scenario } from './scenario.js';
import { VaultStage } from './vault/vault-stage.js';

const credentials = 10_000;
/** As many rows as a rotation takes at a time. */
const batch = 200;
const rate = `rotation of ${credentials.toLocaleString('en')} credentials`;

/** Between two batches requests have as much time as a batch took: half of PostgreSQL's own pace is as fast as it may be. */
const scenario: Scenario = {
  title: 'vault-rotation: data keys wrapped anew',
  ours: 'rotate-keys over the bus to its end: key made and announced, each data key unwrapped and wrapped, version checked by foreign key',
  theirs: 'the same rows read and written by PostgreSQL in batches of the same size, without a key in sight',
  metrics: [{ name: rate, unit: 'credentials/s', aim: { atLeast: 0.3 } }],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const stage = await VaultStage.open();
  await stage.fill(credentials);
  return {
    measureOurs: async () => ({ [rate]: credentials / (await stage.rotate()) }),
    measureTheirs: async () => ({ [rate]: credentials / (await stage.rewritePlainly(batch)) }),
    close: () => stage.close(),
  };
}
