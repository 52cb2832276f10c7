import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCredential, natsPermissions, parties } from '@mail-access/contracts';
import { startNats } from '@mail-access/local';
import { type Bus, connectBus } from '@mail-access/messaging';
import { createLogger, startTelemetry } from '@mail-access/observability';
import { Logger } from '@nestjs/common';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { measureCalls } from './bus-envelope/ask.js';
import { barePattern } from './bus-envelope/vault-echo.js';
import type { PreparedScenario, Scenario } from './scenario.js';

const question = { credentialId: '0b1c6a52-6f6c-4a6e-9d57-3f1f1b0c7e11' };

/** Client in this process and responder in another, on each side; one nats-server. */
const scenario: Scenario = {
  title: 'bus-envelope: one request and its answer over NATS',
  ours: 'contract, validation at both ends, deadline, trace and correlation headers, metrics, NATS permissions',
  theirs: "Nest's own NATS transport, nothing validated",
  metrics: [
    { name: 'p50 of one call at a time', unit: 'µs', aim: { atMost: 1.25 } },
    { name: 'p50 at 64 in flight', unit: 'µs', aim: { atMost: 1.25 } },
    { name: 'throughput at 64 in flight', unit: 'calls/s', aim: { atLeast: 0.8 } },
  ],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  Logger.overrideLogger(['error']);
  const directory = await mkdtemp(join(tmpdir(), 'mail-access-bench-'));
  const users = parties.map((party) => ({ user: party, password: party, permissions: natsPermissions(party) }));
  const nats = await startNats({ directory, users: [...users, { user: 'bare', password: 'bare' }] });
  const responders = await Promise.all([startResponder('ours', nats.url), startResponder('bare', nats.url)]);
  const telemetry = startTelemetry({ service: 'bench', instanceId: 'bench' });
  const bus = await connectCaller(nats.url);
  // Both clients without a stack trace for each call, which costs half of the rate and has nothing to do with envelopes.
  const natsOptions = { servers: [nats.url], user: 'bare', pass: 'bare', noAsyncTraces: true };
  const bare = ClientProxyFactory.create({ transport: Transport.NATS, options: natsOptions });
  await bare.connect();
  const owner = { tenantId: 'acme', subscriberId: 'ada' };
  return {
    measureOurs: () => measureCalls(() => bus.request(describeCredential, question, owner)),
    measureTheirs: () => measureCalls(() => firstValueFrom(bare.send(barePattern, question))),
    close: async () => {
      await bus.close();
      await bare.close();
      await Promise.all(responders.map((stop) => stop()));
      await telemetry.shutdown();
      await nats.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function connectCaller(url: string): Promise<Bus> {
  const logger = createLogger({ service: 'bench', level: 'error' });
  const credentials = { user: 'connection-validator', password: 'connection-validator' };
  return connectBus({ servers: url, credentials, party: 'connection-validator', logger });
}

async function startResponder(side: 'ours' | 'bare', url: string): Promise<() => Promise<void>> {
  const child = fork(join(import.meta.dirname, 'bus-envelope/responder.js'), [side, url]);
  await once(child, 'message');
  return async () => {
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  };
}
