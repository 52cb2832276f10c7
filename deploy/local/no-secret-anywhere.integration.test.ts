import { ScriptedCollector } from '@mail-access/observability/scripted-collector';
import { scriptedImapServer } from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoDomain, type DemoSubscriber } from './start/demo-subscribers.js';
import { filesWith, formsIn, newCanary } from './testing/canary.js';
import { dumpTables } from './testing/dump-tables.js';
import { PortalClient } from './testing/portal-client.js';
import { spyOnBus, type BusSpy } from './testing/spy-on-bus.js';
import { startWholeSystem, type WholeSystem } from './testing/whole-system.js';

const right = newCanary();
const wrong = newCanary();
const echoed = newCanary();
const misplaced = newCanary();
const userName = newCanary();
const subscriberId = `subscriber-${newCanary()}`;

/** Spaces, quotes, letters outside ASCII: what an escaping somewhere could turn into something else. */
const subscriber: DemoSubscriber = {
  ...{ name: 'Ada', tenantId: 'tenant', subscriberId, language: 'en-CA', entitlements: ['mail-access'] },
  emailAddress: `${userName.toLowerCase()}@${demoDomain}`,
  password: `"${right} é'%`,
};

let collector: ScriptedCollector;
let system: WholeSystem;
let bus: BusSpy;
let tables: ReadonlyMap<string, string>;

beforeAll(async () => {
  collector = await ScriptedCollector.start();
  system = await startWholeSystem({
    subscribers: [subscriber],
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, LOG_LEVEL: 'debug' },
  });
  bus = await spyOnBus(system.spy);
  const client = new PortalClient(system.url, await system.token(subscriber));
  const { emailAddress, username, incoming, outgoing } = system.mailbox(subscriber);
  const settings = { method: 'manual', emailAddress, username, incoming, outgoing };
  const failed = await client.connect({ settings, password: `"${wrong} é'%` });
  expect(failed.steps.find(({ id }) => id === 'incoming-sign-in')).toMatchObject({ diagnosis: 'credentials-rejected' });
  const passed = await client.connect({ settings, password: subscriber.password });
  expect(passed.state).toBe('passed');
  await meetServerThatQuotes(client, settings);
  await sendMisplaced(client, settings);
  await system.stopServices();
  tables = await dumpTables(system.postgres.url);
}, 180_000);

/** A server that puts the whole command into its refusal, as typed and in base64. */
async function meetServerThatQuotes(client: PortalClient, settings: object): Promise<void> {
  const plain = Buffer.from(`\0${subscriber.emailAddress}\0${echoed}`).toString('base64');
  const quote = `LOGIN "${subscriber.emailAddress}" "${echoed}" (${plain}) is wrong`;
  await using server = await scriptedImapServer((s) => {
    s.says('* OK [CAPABILITY IMAP4rev1] ready')
      .expects(/^LOGIN /)
      .refuses(`NO [AUTHENTICATIONFAILED] ${quote}`);
  });
  const { host, port } = server;
  const cleartext = { ...settings, incoming: { protocol: 'imap', host, port, security: 'none' }, allowCleartext: true };
  const failed = await client.connect({ settings: cleartext, password: echoed });
  const signIn = failed.steps.find(({ id }) => id === 'incoming-sign-in');
  expect(signIn).toMatchObject({ diagnosis: 'credentials-rejected' });
  expect(formsIn(Buffer.from(JSON.stringify(failed)), echoed)).toEqual([]);
}

/** A password where none belongs, and a body that is no JSON: each is refused, and quoted nowhere. */
async function sendMisplaced(client: PortalClient, settings: object): Promise<void> {
  const answers = [
    await client.call('PUT', '/v1/connection', { settings: { ...settings, passwort: misplaced } }),
    await client.call('PUT', '/v1/connection', { settings: { ...settings, method: misplaced }, password: [misplaced] }),
    await client.call('PUT', `/v1/connection?password=${misplaced}`, { note: misplaced }),
    await client.callWithText('PUT', '/v1/connection', `{"password":"${misplaced}`),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(400);
    expect(formsIn(Buffer.from(await answer.text()), misplaced)).toEqual([]);
  }
}

afterAll(async () => {
  await bus[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

const onTheBus = (canary: string) => bus.messages.flatMap((message) => formsIn(message, canary));
const inTables = (canary: string) =>
  [...tables].flatMap(([name, text]) => formsIn(Buffer.from(text), canary).map((form) => `${name} (${form})`));
const inTelemetry = (canary: string) =>
  collector.bodies.flatMap(({ path, text }) => formsIn(Buffer.from(text), canary).map((form) => `${path} (${form})`));

it('looks where things are: what may be there is found', () => {
  expect(onTheBus(subscriberId)).not.toEqual([]);
  expect(inTables(subscriberId)).not.toEqual([]);
  expect(filesWith(system.logDirectory, subscriberId)).not.toEqual([]);
  expect(filesWith(system.natsDirectory, subscriberId)).not.toEqual([]);
  expect(collector.spans.length).toBeGreaterThan(20);
});

describe.each([
  ['the right password', right],
  ['a wrong password', wrong],
  ['a password that the server quotes', echoed],
  ['a password in the wrong place', misplaced],
])('%s', (_, canary) => {
  it('is in no log', () => {
    expect(filesWith(system.logDirectory, canary)).toEqual([]);
  });

  it('is in no message of the bus', () => {
    expect(onTheBus(canary)).toEqual([]);
  });

  it('is in no table, and in no file of PostgreSQL', () => {
    expect(inTables(canary)).toEqual([]);
    expect(filesWith(`${system.directory}/postgres`, canary)).toEqual([]);
  });

  it('is in no trace and no metric', () => {
    expect(inTelemetry(canary)).toEqual([]);
  });

  it('is in no file of JetStream', () => {
    expect(filesWith(system.natsDirectory, canary)).toEqual([]);
  });
});

describe('the user name', () => {
  const canary = userName.toLowerCase();

  it('is in no log', () => {
    expect(filesWith(system.logDirectory, canary)).toEqual([]);
  });

  it('is in no trace and no metric', () => {
    expect(inTelemetry(canary)).toEqual([]);
  });

  it('is in no event that is kept', () => {
    expect(filesWith(system.natsDirectory, canary)).toEqual([]);
  });
});
