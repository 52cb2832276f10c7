import { setTimeout as sleep } from 'node:timers/promises';
import { eraseCredential, revealCredential, rotateKeys } from '@mail-access/contracts';
import { ScriptedCollector } from '@mail-access/observability/scripted-collector';
import { repetitions, scriptedGoogle, scriptedMicrosoft, type SignInServer } from '@mail-access/testkit';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoSubscribers } from './start/demo-subscribers.js';
import { contentsOf, formsIn } from './testing/canary.js';
import { dumpTables } from './testing/dump-tables.js';
import { processesWith } from './testing/processes-with.js';
import { secretsOf, signIn, signIns, statesOf, type Provider } from './testing/sign-in-journeys.js';
import { spyOnBus, type BusSpy } from './testing/spy-on-bus.js';
import { startWholeSystem, type WholeSystem } from './testing/whole-system.js';

const [subscriber] = demoSubscribers;
const rounds = repetitions(1, 10);
const answers: string[] = [];
const endings: string[] = [];
let collector: ScriptedCollector;
let system: WholeSystem;
let bus: BusSpy;
let tables: ReadonlyMap<string, string>;
let secrets: readonly string[];
let states: readonly string[];
let processes: string[];
const servers: Record<Provider, SignInServer> = {} as never;

beforeAll(
  async () => {
    collector = await ScriptedCollector.start();
    await startEverything();
    bus = await spyOnBus(system.spy);
    const vault = await connect({ ...system.spy, inboxPrefix: '_INBOX.connection-validator' });
    for (let round = 0; round < rounds; round += 1) {
      for (const provider of ['google', 'microsoft'] as const) await everySignIn(provider, vault);
    }
    await vault.close();
    [secrets, states] = [secretsOf(Object.values(servers)), statesOf(Object.values(servers))];
    processes = secrets.flatMap((secret) => processesWith(secret));
    await system.stopServices();
    tables = await dumpTables(system.postgres.url);
  },
  repetitions(120_000, 600_000),
);

async function startEverything(): Promise<void> {
  const registration = {
    ...{ clientIds: ['app'], clientSecret: 'sesame' },
    get redirectUri() {
      return `${system.url}/v1/authorizations/callback`;
    },
  };
  servers.google = await scriptedGoogle(registration);
  servers.microsoft = await scriptedMicrosoft(registration);
  system = await startWholeSystem({
    subscribers: demoSubscribers,
    environment: {
      ...{ GOOGLE_CLIENT_ID: 'app', GOOGLE_CLIENT_SECRET: 'sesame', GOOGLE_BASE_URL: servers.google.url },
      ...{ MICROSOFT_CLIENT_ID: 'app', MICROSOFT_CLIENT_SECRET: 'sesame', MICROSOFT_LOGIN_URL: servers.microsoft.url },
      ...{ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, LOG_LEVEL: 'debug' },
    },
    authorities: [servers.google.caPem, servers.microsoft.caPem],
  });
}

/** Each way a sign-in may end; what came of the good one is revealed, wrapped with a new key, and Google's erased. */
async function everySignIn(provider: Provider, vault: NatsConnection): Promise<void> {
  const server = servers[provider];
  for (const [expected, prepare] of Object.entries(signIns)) {
    prepare(server);
    const browser = { url: system.url, token: await system.token(subscriber), answers };
    const { authorizationId: credentialId, outcome } = await signIn(browser, provider, server);
    endings.push(`${provider} ${expected}: ${String(outcome)}`);
    server.choice = { does: 'agrees' };
    if (outcome !== 'authorized') continue;
    await asked(vault, revealCredential.subject, { credentialId, purpose: 'oauth' });
    await asked(vault, rotateKeys.subject, { action: 'rotate' });
    await asked(vault, revealCredential.subject, { credentialId, purpose: 'oauth' });
    if (provider === 'microsoft') continue;
    await asked(vault, eraseCredential.subject, { credentialId });
    // A fault that is in store for the next sign-in must not meet the revocation.
    while (await isRevoking()) await sleep(200);
  }
}

async function isRevoking(): Promise<boolean> {
  return (await dumpTables(system.postgres.url)).get('credential_vault.revocation') !== '';
}

async function asked(vault: NatsConnection, subject: string, input: object): Promise<void> {
  const fields = headers();
  fields.set('tenant-id', subscriber.tenantId);
  fields.set('subscriber-id', subscriber.subscriberId);
  const reply = await vault.request(subject, JSON.stringify(input), { timeout: 20_000, headers: fields });
  expect(reply.headers?.get('refusal-code') ?? '', subject).toBe('');
}

afterAll(async () => {
  await bus[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
  for (const server of Object.values(servers)) await server[Symbol.asyncDispose]();
});

it('goes through every sign-in, and each ends as it should', () => {
  const expected = Object.keys(signIns).flatMap((ending) =>
    ['google', 'microsoft'].map((provider) => `${provider} ${ending}: ${ending}`),
  );
  expect([...new Set(endings)].sort()).toEqual(expected.sort());
  expect(secrets.length).toBeGreaterThanOrEqual(rounds * 12);
});

it('has the provider take back what was erased', () => {
  expect(servers.google.calls.revoke.length).toBeGreaterThanOrEqual(rounds);
  expect(tables.get('credential_vault.revocation')).toBe('');
  expect(tables.get('credential_vault.audit_line')).toContain('grant-revoked');
});

const found = (texts: readonly (string | Buffer)[], words: readonly string[]): string[] => {
  const haystack = Buffer.concat(texts.map((text) => Buffer.from(text as string)));
  expect(haystack.length).toBeGreaterThan(100);
  return words.flatMap((word) => formsIn(haystack, word).map((form) => `${word} (${form})`));
};

it.each<[string, () => readonly (string | Buffer)[]]>([
  ['a log', () => contentsOf(system.logDirectory)],
  ['a table', () => [...tables.values()]],
  ['a file of JetStream', () => contentsOf(system.natsDirectory)],
  ['a trace or a metric', () => collector.bodies.map(({ text }) => text)],
  ['an answer of the gateway', () => answers],
])('finds no code, state, verifier or token in %s', (_, texts) => {
  expect(found(texts(), [...secrets, ...states])).toEqual([]);
});

it('finds no code, verifier or token on the bus, and a state only in the address that is asked for', () => {
  expect(found(bus.messages, secrets)).toEqual([]);
  const others = bus.messages.filter((message) => !message.includes('"authorizeUrl":'));
  expect(found(others, states)).toEqual([]);
});

it('finds none in a file of PostgreSQL, nor in what processes were started with', () => {
  const files = Buffer.concat(contentsOf(`${system.directory}/postgres`));
  expect([...secrets, ...states].filter((word) => files.includes(word))).toEqual([]);
  expect(processes).toEqual([]);
});
