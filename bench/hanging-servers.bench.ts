import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { PreparedScenario, Scenario } from './scenario.js';
import { percentile } from './statistics.js';
import { ValidationStage } from './validation/validation-stage.js';

const validations = 50;
const hanging = 200;
const metric = `p99 of ${validations} validations at once`;

const scenario: Scenario = {
  title: `hanging-servers: ${validations} validations at once, with ${hanging} beside them whose servers never answer`,
  ours: `${hanging} hanging validations in the same process`,
  theirs: 'the same process without them',
  metrics: [{ name: metric, unit: 'ms', aim: { atMost: 1.2 } }],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const stage = await ValidationStage.open();
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => sockets.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const hang = async (): Promise<() => Promise<void>> => {
    const host = '127.0.0.1';
    const rows = await Promise.all(
      Array.from({ length: hanging }, () => stage.begin({ protocol: 'imap', host, port, security: 'none' })),
    );
    const runs = rows.map((row) => stage.start(row));
    while (sockets.size < hanging) await new Promise((resolve) => setTimeout(resolve, 10));
    return async () => {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await Promise.all(runs);
    };
  };
  return {
    measureOurs: async () => {
      const release = await hang();
      const measured = await measure(stage);
      await release();
      return measured;
    },
    measureTheirs: () => measure(stage),
    close: async () => {
      silent.close();
      await stage.close();
    },
  };
}

async function measure(stage: ValidationStage): Promise<Record<string, number>> {
  const rows = await Promise.all(Array.from({ length: validations }, () => stage.begin(stage.incoming)));
  const elapsed = await Promise.all(
    rows.map(async (row) => {
      const startedAt = performance.now();
      await stage.start(row);
      const took = performance.now() - startedAt;
      const { state } = await stage.reload(row);
      if (state !== 'passed') throw new Error(`a validation of the bench ended as ${state}`);
      return took;
    }),
  );
  return { [metric]: percentile(elapsed, 0.99) };
}
