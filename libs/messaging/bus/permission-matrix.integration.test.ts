import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventFilter, events, parties, requests, services, type Party } from '@mail-access/contracts';
import { cacheDirectory, ensureDebianPackages, freePort, temporaryDirectory } from '@mail-access/testkit';
import { connect, PermissionViolationError, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * Everybody tries everything: every NATS user, every subject, with real connections to a nats-server that runs with the
 * permissions of the release. What may be is derived from the contracts here once more, by other means.
 */
const permissions = resolve(import.meta.dirname, '../../../deploy/nats/permissions.conf');

let url: string;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const root = await ensureDebianPackages(['nats-server'], { cacheDirectory: cacheDirectory(), suite: 'trixie' });
  const directory = temporaryDirectory();
  closing.push(() => directory.remove());
  const port = await freePort();
  const configuration = join(directory.path, 'nats-server.conf');
  const jetstream = `jetstream { store_dir: "${directory.path}/jetstream" }`;
  writeFileSync(configuration, `listen: "127.0.0.1:${port}"\n${jetstream}\n${readFileSync(permissions, 'utf8')}`);
  const passwords = parties.map((party) => [
    `NATS_PASSWORD_${party.toUpperCase().replaceAll('-', '_')}`,
    `${party}-word`,
  ]);
  const server = spawn(join(root, 'usr/sbin/nats-server'), ['-c', configuration], {
    env: { ...process.env, ...(Object.fromEntries(passwords) as Record<string, string>) },
    stdio: 'ignore',
  });
  const ended = once(server, 'exit');
  closing.push(async () => {
    server.kill();
    await ended;
  });
  url = `nats://127.0.0.1:${port}`;
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const streams = ['EVENTS', 'DEAD_LETTERS', 'KV_settings', 'OBJ_files'];
const isOutside = (party: Party): boolean => !(services as readonly Party[]).includes(party);
const consumes = (party: Party): boolean => events.some((event) => event.consumers.includes(party));
const id = '2f1c';

/** Subjects without wildcards, as one publishes to them. */
const published: readonly string[] = [
  ...requests.flatMap(({ subject }) => [subject, `${subject}.more`]),
  ...events.flatMap(({ name }) => [`event.${name}.acme.ada`, `event.${name}.acme`, `event.${name}.acme.ada.more`]),
  ...services.flatMap((name) => [`${name}.v1.made-up`, `${name}.v2.made-up`, `event.${name}.v1.made-up.acme.ada`]),
  ...['mail-gateway.v1.read-message', 'event.mail-gateway.v1.message-arrived.acme.ada', 'event.made-up'],
  ...streams.flatMap((stream) => [
    ...[
      'CREATE',
      'UPDATE',
      'INFO',
      'MSG.GET',
      'MSG.DELETE',
      'SNAPSHOT',
      'RESTORE',
      'PURGE',
      'DELETE',
      'LEADER.STEPDOWN',
    ].map((call) => `$JS.API.STREAM.${call}.${stream}`),
    ...['NAMES', 'LIST', 'CREATE'].map((call) => `$JS.API.CONSUMER.${call}.${stream}`),
    `$JS.API.DIRECT.GET.${stream}`,
    ...parties.flatMap((party) => [
      ...['CREATE', 'DURABLE.CREATE', 'INFO', 'MSG.NEXT', 'PAUSE', 'DELETE', 'LEADER.STEPDOWN'].map(
        (call) => `$JS.API.CONSUMER.${call}.${stream}.${party}`,
      ),
      `$JS.ACK.${stream}.${party}.1.1.1.1.0`,
    ]),
  ]),
  ...['$JS.API.INFO', '$JS.API.STREAM.NAMES', '$JS.API.STREAM.LIST', '$JS.API.ACCOUNT.PURGE.A', '$JS.FC.EVENTS.x.y'],
  ...parties.flatMap((party) => [
    `dead-letter.${party}.credential-vault.v1.credential-erased.acme.ada`,
    `event-replay.${party}.${id}`,
    ...[`_INBOX.${party}`, `_INBOX.${party}.${id}`, `_INBOX.${party}.${id}.1`],
  ]),
  ...['_INBOX.x', '_INBOX.x.1', '_R_.x.1', '$KV.settings.key', '$O.files.C.x', 'anything', '$SYS.REQ.SERVER.PING'],
  ...['$SYS.REQ.ACCOUNT.PING.CONNZ', '$SYS.REQ.USER.INFO', '$NRG.V.x'],
];

/** Subjects as one subscribes to them: those above, and wildcards wide and narrow. */
const subscribed: readonly string[] = [
  ...published,
  ...[
    '>',
    '*',
    '*.>',
    '*.*',
    '*.v1.*',
    '*.v1.>',
    '*.*.*',
    'event.>',
    'event.*.v1.*.*.*',
    'event-replay.>',
    'dead-letter.>',
  ],
  ...['$JS.>', '$JS.API.>', '$JS.ACK.>', '$JS.EVENT.ADVISORY.>', '$SYS.>', '$KV.>', '$O.>', '_INBOX.>', '_INBOX.*'],
  ...['_INBOX.*.*', '_INBOX.*.>', '_INBOX.*.*.*', '*.>', 'dead-letter.*.>', 'mail-gateway.>', 'event.mail-gateway.>'],
  ...services.flatMap((name) => [`${name}.>`, `${name}.v1.>`, `${name}.v1.*`, `event.${name}.>`, `event.${name}.v1.>`]),
  ...events.flatMap((event) => [
    eventFilter(event),
    `event.${event.name}.>`,
    `event.${event.name}.acme.*`,
    `event.${event.name}.acme.>`,
  ]),
  ...parties.flatMap((party) => [
    `_INBOX.${party}.>`,
    `_INBOX.${party}.*`,
    `_INBOX.${party}.*.*`,
    `dead-letter.${party}.>`,
  ]),
];

function mayPublish(party: Party, subject: string): boolean {
  const request = requests.find((one) => one.subject === subject);
  if (request !== undefined) return request.callers.includes(party);
  const event = events.find(({ name }) => subject.startsWith(`event.${name}.`));
  if (event !== undefined) return event.service === party && subject.split('.').length === 6;
  if (subject.startsWith('event-replay.')) return party === 'administrator';
  if (subject.startsWith('$JS.API.') && party === 'administrator') return true;
  const own = [`$JS.API.CONSUMER.INFO.EVENTS.${party}`, `$JS.API.CONSUMER.MSG.NEXT.EVENTS.${party}`];
  const isOwn = own.includes(subject) || subject.startsWith(`$JS.ACK.EVENTS.${party}.`);
  return consumes(party) && (isOwn || subject.startsWith(`dead-letter.${party}.`));
}

/**
 * nats-server compares a subscription with what is allowed token by token, so that `>` passes where the last token may be
 * `*`. That opens nothing: longer subjects of an event nobody may publish to, as is tried above, and what an inbox must not
 * deliver is denied (`permissions.integration.test.ts`).
 */
function maySubscribe(party: Party, subject: string): boolean {
  if (requests.some((request) => request.subject === subject)) return subject.startsWith(`${party}.`);
  if (subject.startsWith('_INBOX.')) return mayReadInbox(party, subject);
  if (party === 'administrator' && /^(event|dead-letter)\./.test(subject)) return true;
  const event = events.find(({ name }) => subject.startsWith(`event.${name}.`));
  if (event === undefined || subject.split('.').length !== 6) return false;
  return event.observers?.includes(party) === true || (isOutside(party) && event.consumers.includes(party));
}

/** Those outside come with clients whose inboxes are named at random; the inboxes of named parties stay closed to them. */
function mayReadInbox(party: Party, subject: string): boolean {
  const [, name = '', ...rest] = subject.split('.');
  if (name === party && rest.length > 0) return true;
  if (!isOutside(party)) return false;
  const isOfAnother = (parties as readonly string[]).includes(name) && name !== party;
  return rest.length === 0 || (rest.length === 1 && !isOfAnother);
}

/** What the server refused of all that one user tried. */
async function refusedOf(party: Party, attempt: (connection: NatsConnection) => void): Promise<Set<string>> {
  const access = { servers: url, user: party, pass: `${party}-word`, inboxPrefix: `_INBOX.${party}` };
  const connection = await connect({ ...access, waitOnFirstConnect: true });
  const refused = new Set<string>();
  const watching = (async () => {
    for await (const status of connection.status()) {
      if (status.type === 'error' && status.error instanceof PermissionViolationError)
        refused.add(status.error.subject);
    }
  })();
  attempt(connection);
  await connection.flush();
  await connection.close();
  await watching;
  return refused;
}

describe.each(parties)('%s', (party) => {
  it('publishes what the contracts allow, and nothing else', async () => {
    const refused = await refusedOf(party, (connection) => {
      for (const subject of published) connection.publish(subject);
    });
    const mismatches = published.filter((subject) => mayPublish(party, subject) === refused.has(subject));
    expect(mismatches).toEqual([]);
  });

  it('subscribes to what the contracts allow, and to nothing else', async () => {
    const refused = await refusedOf(party, (connection) => {
      for (const subject of new Set(subscribed)) connection.subscribe(subject, { callback: () => undefined });
    });
    const mismatches = subscribed.filter((subject) => maySubscribe(party, subject) === refused.has(subject));
    expect(mismatches).toEqual([]);
  });

  it('does neither by way of a queue group', async () => {
    const refused = await refusedOf(party, (connection) => {
      for (const subject of new Set(subscribed))
        connection.subscribe(subject, { queue: 'q', callback: () => undefined });
    });
    expect(subscribed.filter((subject) => !maySubscribe(party, subject) && !refused.has(subject))).toEqual([]);
  });
});

it('tries thousands of combinations', () => {
  expect((published.length + 2 * subscribed.length) * parties.length).toBeGreaterThan(4_000);
});
