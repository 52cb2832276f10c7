import { randomUUID } from 'node:crypto';
import { rotateKeys, storeCredential } from '@mail-access/contracts';
import { ScriptedCollector } from '@mail-access/observability/scripted-collector';
import { generateSealingKey, sealSecret, Secret } from '@mail-access/secret';
import { repetitions } from '@mail-access/testkit';
import { connect, headers } from '@nats-io/transport-node';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoDomain, type DemoSubscriber } from './start/demo-subscribers.js';
import { journeys } from './testing/canary-journeys.js';
import { canaryFamily, contentsOf, filesWith, formsIn } from './testing/canary.js';
import { dumpTables } from './testing/dump-tables.js';
import { PortalClient } from './testing/portal-client.js';
import { processesWith } from './testing/processes-with.js';
import { spyOnBus, type BusSpy } from './testing/spy-on-bus.js';
import { startWholeSystem, type WholeSystem } from './testing/whole-system.js';

const { marker, next } = canaryFamily();
/** Of what the test itself puts on the bus in clear. */
const misplaced = canaryFamily();
const names = Object.keys(journeys);
/** So many subscribers travel; each leaves one secret behind, or several. */
const travellers = repetitions(names.length * 2, 500);
/** Validations at a time: two cores, and a mail server that delays refusals. */
const abreast = 8;

const subscribers = Array.from({ length: travellers }, (_, index): DemoSubscriber => ({
  ...{ name: 'Ada', tenantId: `tenant-${index % 7}`, subscriberId: `traveller-${index}`, language: 'en-CA' },
  ...{ entitlements: ['mail-access'], emailAddress: `traveller${index}@${demoDomain}`, password: `"${next()} é'%` },
}));

let collector: ScriptedCollector;
let system: WholeSystem;
let bus: BusSpy;
let tables: ReadonlyMap<string, string>;
/** How each journey ended, by name. */
const endings = new Map<string, Set<string>>();
const answers: string[] = [];
let processes: string[];
/** What was stored of those who erased their connection: data keys and ciphertexts, and what they were sent in. */
const destroyed: { readonly subscriber: DemoSubscriber; readonly bytes: readonly Buffer[] }[] = [];

beforeAll(
  async () => {
    collector = await ScriptedCollector.start();
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, LOG_LEVEL: 'debug' };
    system = await startWholeSystem({ subscribers, environment });
    bus = await spyOnBus(system.spy);
    const waiting = [...subscribers.entries()];
    await Promise.all(
      Array.from({ length: abreast }, async () => {
        for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await travel(...one);
      }),
    );
    await askTheVault();
    processes = processesWith(marker);
    await system.stopServices();
    tables = await dumpTables(system.postgres.url);
  },
  repetitions(300_000, 3_000_000),
);

async function travel(index: number, subscriber: DemoSubscriber): Promise<void> {
  const name = names[index % names.length] ?? '';
  const client = new PortalClient(system.url, await system.token(subscriber));
  const beforeErasure = async (): Promise<void> => {
    destroyed.push({ subscriber, bytes: [...(await storedOf(subscriber)), ...sealedOf(subscriber)] });
  };
  const mailbox = system.mailbox(subscriber);
  const ending = await journeys[name]?.({ client, subscriber, mailbox, next, beforeErasure });
  endings.set(name, (endings.get(name) ?? new Set()).add(ending ?? ''));
  answers.push(...client.answers);
}

async function storedOf({ subscriberId }: DemoSubscriber): Promise<Buffer[]> {
  const rows = await queried<{ key: Buffer; secret: Buffer }>(
    'select wrapped_data_key as key, ciphertext as secret from credential_vault.credential where subscriber_id = $1',
    [subscriberId],
  );
  return rows.flatMap(({ key, secret }) => [key, secret]);
}

/** The sealed passwords of a subscriber as they passed on the bus. */
function sealedOf({ subscriberId }: DemoSubscriber): Buffer[] {
  return bus.messages
    .map(String)
    .filter((text) => text.includes(`subscriber-id: ${subscriberId}\n`))
    .flatMap((text) => /"sealed":"([^"]+)"/.exec(text)?.[1] ?? [])
    .map((jwe) => Buffer.from(jwe));
}

async function queried<Row extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: system.postgres.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** What no portal does: a secret that the vault must refuse, and a new key for all that it keeps. */
async function askTheVault(): Promise<void> {
  const connection = await connect({ ...system.spy, inboxPrefix: '_INBOX.administrator' });
  const fields = headers();
  fields.set('tenant-id', 'tenant-0');
  fields.set('subscriber-id', 'traveller-0');
  const { publicJwk } = await generateSealingKey('credential-vault');
  const owner = { tenantId: 'tenant-0', subscriberId: 'traveller-0', purpose: 'incoming' as const };
  const sealed = await sealSecret(publicJwk, Secret.of(next()), owner);
  const forged = { credentialId: randomUUID(), connectionId: randomUUID(), purpose: 'incoming', sealed };
  for (const [subject, input] of [
    [storeCredential.subject, forged],
    [storeCredential.subject, { ...forged, sealed: misplaced.next() }],
    [storeCredential.subject, { ...forged, password: misplaced.next() }],
    [rotateKeys.subject, { action: 'rotate' }],
  ] as const) {
    const reply = await connection.request(subject, JSON.stringify(input), { timeout: 10_000, headers: fields });
    answers.push(reply.string());
  }
  await connection.close();
}

afterAll(async () => {
  await bus[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

it('goes through every journey, and each ends as it should', () => {
  expect(Object.fromEntries([...endings].map(([name, found]) => [name, [...found].join()]))).toEqual({
    'the right password': 'passed',
    'a wrong password': 'credentials-rejected',
    'another password for sending': 'credentials-rejected',
    'a wrong host': 'connection-refused',
    'a server that quotes': 'credentials-rejected',
    'settings that are not known': expect.any(String),
    'an Exchange address': expect.any(String),
    'a password in the wrong place': '400,400,400',
    'a password that is replaced': 'passed',
    'a connection that is erased': 'erased',
  });
  expect(answers.at(-4)).toContain('seal-broken');
  expect(answers.at(-1)).toContain('"keyVersion":2');
});

it('looks where things are: what may be there is found', () => {
  const seen = 'traveller-1';
  expect(bus.messages.some((message) => message.includes(seen))).toBe(true);
  expect(tables.get('credential_vault.credential')).toContain(seen);
  expect(filesWith(system.logDirectory, seen)).not.toEqual([]);
  expect(filesWith(system.natsDirectory, seen)).not.toEqual([]);
  expect(collector.spans.length).toBeGreaterThan(travellers);
  expect(answers.length).toBeGreaterThan(travellers);
});

const holds = (text: string | Buffer, word: string): boolean => formsIn(Buffer.from(text as string), word).length > 0;
const onTheBus = (word: string) => bus.messages.filter((message) => holds(message, word)).map(String);

it.each<[string, (word: string) => unknown[]]>([
  ['a log', (word) => filesWith(system.logDirectory, word)],
  ['a table', (word) => [...tables].filter(([, text]) => holds(text, word)).map(([name]) => name)],
  ['a file of PostgreSQL', (word) => filesWith(`${system.directory}/postgres`, word)],
  ['a file of JetStream', (word) => filesWith(system.natsDirectory, word)],
  ['a trace or a metric', (word) => collector.bodies.filter(({ text }) => holds(text, word))],
  ['an answer', (word) => answers.filter((text) => holds(text, word))],
])('finds no secret in %s', (_, found) => {
  expect(found(marker)).toEqual([]);
  expect(found(misplaced.marker)).toEqual([]);
});

it('finds no secret on the bus, but what the test itself sent there, and that in no reply', () => {
  expect(onTheBus(marker)).toEqual([]);
  const sent = onTheBus(misplaced.marker);
  expect(sent).toHaveLength(2);
  for (const message of sent) expect(message).toMatch(new RegExp(`^${storeCredential.subject}\n`));
});

it('finds no secret in the arguments or the environment of a process', () => {
  expect(processes).toEqual([]);
});

it('finds nothing of an erased connection where anything is kept: key, ciphertext, sealed password, address', () => {
  expect(destroyed.length).toBeGreaterThanOrEqual(Math.floor(travellers / names.length));
  const kept = [...tables.values(), ...[system.logDirectory, system.natsDirectory].flatMap(contentsOf)];
  const haystack = Buffer.concat(kept.map((text) => Buffer.from(text as string)));
  for (const { subscriber, bytes } of destroyed) {
    expect(bytes.length).toBeGreaterThanOrEqual(3);
    for (const each of [...bytes, Buffer.from(subscriber.emailAddress)]) {
      expect(haystack.includes(each)).toBe(false);
      expect(haystack.includes(each.toString('hex'))).toBe(false);
      expect(haystack.includes(each.toString('base64url'))).toBe(false);
    }
  }
});

/** Remembered outcomes without content, numbers of events, and what is counted a subscriber so that nobody scans hosts. */
const remaining = /\.(handled_request|outbox_sequence|typed_host|discovery_allowance)$/;

it('keeps of an erased connection no more than that it was: in the audit, and so that nothing comes late', () => {
  for (const { subscriber } of destroyed) {
    const word = new RegExp(`\\b${subscriber.subscriberId}\\b`);
    const holding = [...tables].filter(([, text]) => word.test(text)).map(([name]) => name);
    expect(holding.filter((name) => name.startsWith('connection_validator.') && !remaining.test(name))).toEqual([]);
    expect(holding).toContain('credential_vault.erased_connection');
  }
});
