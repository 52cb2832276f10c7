import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { UnknownSettings, Validation } from '@mail-access/contracts';
import { createEgress } from '@mail-access/egress';
import { openDatabase } from '@mail-access/persistence';
import { scriptedInternet, temporaryDirectory, type ScriptedInternet } from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { autoconfigFile } from '../discover-settings/testing/discovery-ground.js';
import { startMailHost } from '../testing/mail-host.js';
import {
  startValidatorUnderTest,
  type SubscriberUnderTest,
  type ValidatorUnderTest,
} from '../testing/validator-under-test.js';
import { heldCredentials } from '../testing/vault-stand-in.js';

const directory = temporaryDirectory();
const password = 'canary-c4n4ry-Zq9';
/** Every request that a web server of the internet heard, with its headers. */
const asked: string[] = [];
let internet: ScriptedInternet;
let system: ValidatorUnderTest;
let stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  internet = await scriptedInternet();
  const folder = (name: string): string => {
    const path = join(directory.path, name);
    mkdirSync(path);
    return path;
  };
  const addresses = ['ada@auto.example', 'ada@srv.example', 'ada@customer.example'];
  stops = await Promise.all([
    startMailHost(internet, {
      directory: folder('whole'),
      names: ['mail.auto.example', 'mail.srv.example', 'mail.xn--hbergement-b7a.example'],
      users: addresses.map((name) => ({ name, password })),
      mailboxes: Object.fromEntries(addresses.map((address) => [address, address])),
    }),
    startMailHost(internet, {
      directory: folder('local'),
      names: ['mail.local.example'],
      users: [{ name: 'bob', password }],
      mailboxes: { 'bob@local.example': 'bob' },
      // Mail for the address goes to the user who is called by its local part only.
      tweaks: { extra: 'protocol lmtp {\n  auth_username_format = %Ln\n}' },
    }),
  ]);
  await publishAutoconfig('auto.example', 'mail.auto.example');
  await publishAutoconfig('customer.example', 'mail.hébergement.example');
  for (const domain of ['srv.example', 'local.example']) {
    const target = `mail.${domain}`;
    internet.knows(`_imaps._tcp.${domain}`, { SRV: [{ priority: 0, weight: 1, port: 993, target }] });
    internet.knows(`_submission._tcp.${domain}`, { SRV: [{ priority: 0, weight: 1, port: 587, target }] });
  }
  const { dns, caPem, dial } = internet;
  const egress = createEgress({ dnsServers: [dns.server], allow: [], ca: [caPem], dial });
  system = await startValidatorUnderTest({ egress });
});
afterAll(async () => {
  await system.stop();
  await Promise.all(stops.map((stop) => stop()));
  await internet[Symbol.asyncDispose]();
  directory.remove();
});

async function publishAutoconfig(domain: string, host: string): Promise<void> {
  await internet.website([`autoconfig.${domain}`], (request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    response.setHeader('content-type', 'text/xml');
    response.end(autoconfigFile(host));
  });
}

const unknown = (emailAddress: string, more: Partial<UnknownSettings> = {}): UnknownSettings => ({
  ...{ method: 'unknown', emailAddress },
  ...more,
});

async function validate(
  subscriber: SubscriberUnderTest,
  settings: UnknownSettings,
  secret: string | null = password,
): Promise<Validation> {
  const { validationId } = await subscriber.save(settings, secret);
  await subscriber.finished(validationId);
  return subscriber.validation(validationId, 'en-CA');
}

const stepOf = (run: Validation, id: string) => run.steps.find((step) => step.id === id);
const failureOf = (run: Validation) => run.steps.find(({ state }) => state === 'failed');

describe('a mailbox of which only the address and the password are known', () => {
  it('is found by what its domain publishes, and proven from end to end', async () => {
    const subscriber = system.subscriber();
    const run = await validate(subscriber, unknown('ada@auto.example'));
    expect(failureOf(run)).toBeUndefined();
    expect(run.state).toBe('passed');
    const { findings = [], servers } = stepOf(run, 'find-settings')?.discovery ?? {};
    expect(findings.map(({ source }) => source).slice(0, 3)).toEqual(['provider-facts', 'mx', 'autoconfig']);
    expect(findings.every(({ text }) => /^\p{Lu}.*\.$/u.test(text))).toBe(true);
    const expected = {
      incoming: {
        protocol: 'imap',
        host: 'mail.auto.example',
        port: 993,
        security: 'tls',
        username: 'ada@auto.example',
      },
      outgoing: { host: 'mail.auto.example', port: 465, security: 'tls', username: 'ada@auto.example' },
    };
    expect(servers).toEqual(expected);
    expect(await subscriber.connection()).toMatchObject({ state: 'established', servers: expected });
  });

  it('is found by SRV records too, and told source by source while it is looked for', async () => {
    const subscriber = system.subscriber();
    const run = await validate(subscriber, unknown('ada@srv.example'));
    expect(failureOf(run)).toBeUndefined();
    const changes = await subscriber.changes(run.validationId);
    const found = changes.flatMap((change) =>
      change.type === 'step' && change.step.id === 'find-settings' ? [change.step] : [],
    );
    const counts = found.map(({ discovery }) => discovery?.findings.length ?? 0);
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    expect(new Set(counts).size).toBeGreaterThan(3);
    expect(found.slice(0, -1).every(({ state }) => state === 'running')).toBe(true);
    expect(found.at(-1)).toMatchObject({ state: 'passed', discovery: { servers: { incoming: { port: 993 } } } });
  });

  it('is signed in to with the part before the "@" where the server refuses the whole address', async () => {
    const subscriber = system.subscriber();
    const run = await validate(subscriber, unknown('bob@local.example'));
    expect(failureOf(run)).toBeUndefined();
    expect(run.state).toBe('passed');
    const servers = (await subscriber.connection())?.servers;
    expect([servers?.incoming.username, servers?.outgoing.username]).toEqual(['bob', 'bob']);
    // With the name that it took, the next run is refused nothing: else the second of these would be one too many.
    for (let again = 0; again < 3; again += 1) {
      const { validationId } = await subscriber.validateAgain();
      expect((await subscriber.finished(validationId)).state).toBe('passed');
    }
  });

  it('is signed in to at once where a colleague found out what user names are like', async () => {
    await validate(system.subscriber(), unknown('bob@local.example'));
    for (let colleague = 0; colleague < 3; colleague += 1) {
      const run = await validate(system.subscriber(), unknown('bob@local.example'));
      expect(stepOf(run, 'find-settings')?.discovery?.servers).toMatchObject({
        incoming: { username: 'bob' },
        outgoing: { username: 'bob' },
      });
      expect(run.state).toBe('passed');
    }
  });

  it('goes on with the servers of its proof, and looks for them again when it is saved again', async () => {
    const subscriber = system.subscriber();
    await validate(subscriber, unknown('ada@srv.example'));
    const looked = (): number => internet.dns.questions.filter((line) => line === 'SRV _imaps._tcp.srv.example').length;
    const before = looked();
    const { validationId } = await subscriber.validateAgain();
    const again = await subscriber.finished(validationId);
    expect(again.state).toBe('passed');
    expect(stepOf(again, 'find-settings')?.discovery).toMatchObject({
      findings: [],
      servers: { incoming: { port: 993 } },
    });
    expect(looked()).toBe(before);
    await validate(subscriber, unknown('ada@srv.example'), null);
    expect(looked()).toBe(before + 1);
  });
});

describe('servers outside of the domain of the address', () => {
  const host = 'mail.xn--hbergement-b7a.example';

  it('get no password before the subscriber says yes, and then the one that was typed', async () => {
    const subscriber = system.subscriber();
    const run = await validate(subscriber, unknown('ada@customer.example'));
    expect(run.state).toBe('failed');
    const failed = failureOf(run);
    expect(failed).toMatchObject({ id: 'find-settings', diagnosis: 'settings-not-found', retryable: false });
    expect(failed?.discovery).toMatchObject({ confirmHosts: [host], servers: { outgoing: { port: 465 } } });
    expect(failed?.message).toContain(host);
    expect(stepOf(run, 'incoming-resolve')?.state).toBe('skipped');
    expect((await subscriber.connection())?.servers).toBeUndefined();

    const neighbour = unknown('ada@customer.example', { confirmedHosts: ['xn--hbergement-b7a.example'] });
    expect((await validate(subscriber, neighbour, null)).state).toBe('failed');

    const confirmed = unknown('ada@customer.example', { confirmedHosts: ['Mail.Hébergement.example.'] });
    const second = await validate(subscriber, confirmed, null);
    expect(failureOf(second)).toBeUndefined();
    expect(second.state).toBe('passed');
  });

  it('get nobody else’s: another address or user name wants its password typed', async () => {
    const subscriber = system.subscriber();
    await validate(subscriber, unknown('ada@customer.example'));
    const confirmedHosts = [host];
    for (const settings of [
      unknown('eve@customer.example', { confirmedHosts }),
      unknown('ada@customer.example', { confirmedHosts, username: 'eve' }),
    ]) {
      await expect(subscriber.save(settings, null)).rejects.toMatchObject({ code: 'password-required' });
    }
  });
});

it('has a password erased that turns out to open nothing, and wants it typed when that changes', async () => {
  const subscriber = system.subscriber();
  const typed = 'of no use at Google';
  const run = await validate(subscriber, unknown('ada@gmail.com'), typed);
  expect(failureOf(run)).toMatchObject({ id: 'find-settings', diagnosis: 'oauth-required' });
  const held = (): string[] => [...heldCredentials.values()].map((secret) => secret.reveal());
  await expect.poll(held, { timeout: 10_000 }).not.toContain(typed);
  await expect(subscriber.save(unknown('ada@gmail.com'), null)).rejects.toMatchObject({ code: 'password-required' });
});

it('writes the password nowhere while it looks', async () => {
  const subscriber = system.subscriber();
  await validate(subscriber, unknown('ada@auto.example'));
  const everything = await allThatIsWritten();
  const written = [everything, ...internet.dns.questions, ...internet.heard, ...asked].join('\n');
  expect(written).toContain('ada@auto.example');
  for (const form of [password, Buffer.from(password).toString('base64')]) expect(written).not.toContain(form);
});

/** The rows of runs, of connections and of sign-ins. */
async function allThatIsWritten(): Promise<string> {
  const url = system.environment['DATABASE_URL'] ?? '';
  const options = { url, schema: 'connection_validator', entities: [], applicationName: 'test' };
  const database = await openDatabase(options);
  try {
    const tables = ['validation_change', 'validation', 'connection', 'sign_in_attempt', 'outbox'];
    const rows = tables.map((table): Promise<unknown> => database.dataSource.query(`SELECT * FROM ${table}`));
    return JSON.stringify(await Promise.all(rows));
  } finally {
    await database.close();
  }
}
