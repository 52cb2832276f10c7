import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { natsPermissions, parties } from '@mail-access/contracts';
import { freePorts, startNats } from '@mail-access/local';
import { generateSealingKey } from '@mail-access/secret';
import { audience, startIssuer } from './gateway/issuer.js';
import { requestRate } from './gateway/load.js';
import type { PreparedScenario, Scenario } from './scenario.js';

const inFlight = 64;
const rate = `requests at ${inFlight} in flight`;
const gatewayMain = join(import.meta.dirname, '../../services/api-gateway/dist/main.js');

/** Load in this process, each gateway and each responder in one of its own; one nats-server. */
const scenario: Scenario = {
  title: 'gateway: GET /v1/connection over HTTP, answered over NATS',
  ours: `the api-gateway as it is run (tokens of ${inFlight} subscribers, log, metrics, trace ids, headers), our envelope`,
  theirs: "a bare Nest controller on Fastify that passes it on through Nest's own NATS transport, nothing else",
  metrics: [{ name: rate, unit: 'requests/s', aim: { atLeast: 0.75 } }],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const directory = await mkdtemp(join(tmpdir(), 'mail-access-bench-'));
  const users = parties.map((party) => ({ user: party, password: party, permissions: natsPermissions(party) }));
  const nats = await startNats({ directory, users: [...users, { user: 'bare', password: 'bare' }] });
  const issuer = await startIssuer();
  const [ourPort = 0, barePort = 0] = await freePorts(2);
  const tokens = await issuer.tokens(inFlight);
  const keys = join(directory, 'sealing-keys.json');
  const { publicJwk } = await generateSealingKey('credential-vault');
  await writeFile(keys, JSON.stringify({ keys: [publicJwk] }));
  const children = [
    await startChild('gateway/responder.js', ['ours', nats.url]),
    await startChild('gateway/responder.js', ['bare', nats.url]),
    await startChild('gateway/bare-gateway.js', [nats.url, String(barePort)]),
    await startGateway(ourPort, {
      NATS_URL: nats.url,
      NATS_CREDENTIALS: 'api-gateway:api-gateway',
      SEALING_PUBLIC_KEYS: `file:${keys}`,
      AUTH_ISSUER: issuer.issuer,
      AUTH_JWKS_URL: issuer.jwksUrl,
      AUTH_AUDIENCE: audience,
    }),
  ];
  return {
    measureOurs: async () => ({ [rate]: await requestRate(ourPort, tokens) }),
    measureTheirs: async () => ({ [rate]: await requestRate(barePort, tokens) }),
    close: async () => {
      await Promise.all(children.map((child) => stopChild(child)));
      await issuer.close();
      await nats.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function startChild(file: string, parameters: readonly string[]): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, file), parameters);
  await once(child, 'message');
  return child;
}

/** As an operator runs it: its log goes to a file that nobody reads. */
async function startGateway(port: number, settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const env = {
    ...settings,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DRAIN_MS: '0',
  };
  const child = fork(gatewayMain, [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  for (let tries = 0; tries < 100; tries += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (ready?.ok) return child;
    if (child.exitCode !== null) throw new Error(`the gateway ended with code ${child.exitCode}`);
    await sleep(100);
  }
  throw new Error('the gateway did not become ready in 10 s');
}

async function stopChild(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
