import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { measureCalls } from './bus-envelope/ask.js';
import type { PreparedScenario, Scenario } from './scenario.js';
import { VaultStage } from './vault/vault-stage.js';

/** Caller in this process, vault and echo each in one of its own; one nats-server, a PostgreSQL that keeps what it commits. */
const scenario: Scenario = {
  title: 'vault-reveal: a secret over the bus',
  ours: 'reveal-credential: envelope, permissions, row, key, event and audit committed, secret sealed to the caller',
  theirs: 'a bare NATS echo with as many bytes, which looks at nothing and stores nothing',
  metrics: [{ name: 'p50 of one call at a time', unit: 'µs', aim: { atMost: 1.5 } }],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const stage = await VaultStage.open();
  await stage.fill(1_000);
  const sealed = await stage.ask();
  const bytes = JSON.stringify({ sealed }).length;
  const echo = fork(join(import.meta.dirname, 'vault/bare-echo.js'), [stage.natsUrl, String(bytes)]);
  await once(echo, 'message');
  const bare = await connect({ servers: stage.natsUrl, user: 'bare', pass: 'bare', noAsyncTraces: true });
  const question = JSON.stringify({ credentialId: stage.credentialIds[0], purpose: 'incoming' });
  const calls = { alone: 500, crowd: 4_000 };
  return {
    measureOurs: () => measureCalls(() => stage.ask(), calls),
    measureTheirs: () => measureCalls(() => bare.request('bare.echo', question, { timeout: 5_000 }), calls),
    close: async () => {
      await bare.close();
      const exited = once(echo, 'exit');
      echo.disconnect();
      await exited;
      await stage.close();
    },
  };
}
