import { setDefaultCACertificates, getCACertificates } from 'node:tls';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listProviders, type HostedSettings, type Validation } from '@mail-access/contracts';
import {
  createCertificateAuthority,
  scriptedDns,
  startDovecot,
  startPostfix,
  temporaryDirectory,
  type DovecotServer,
  type PostfixServer,
  type ScriptedDns,
} from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderFiles } from '../providers/load-providers.js';
import { heldCredentials } from '../testing/vault-stand-in.js';
import {
  startValidatorUnderTest,
  type SubscriberUnderTest,
  type ValidatorUnderTest,
} from '../testing/validator-under-test.js';

const directory = temporaryDirectory();
const usualAuthorities = getCACertificates('default');
let dovecot: DovecotServer;
let postfix: PostfixServer;
let dns: ScriptedDns;
let system: ValidatorUnderTest;

beforeAll(async () => {
  const authority = await createCertificateAuthority();
  const certificate = await authority.issue({ names: ['localhost'] });
  const users = ['ada@example.test', 'bob'].map((name) => ({ name, password: 'secret' }));
  dovecot = await startDovecot({ directory: join(directory.path, 'dovecot'), users, certificate });
  const mailboxes = ['ada@example.test'];
  postfix = await startPostfix({ directory: join(directory.path, 'postfix'), mailboxes, dovecot, certificate });
  // The service has no setting for it: operators add an authority by NODE_EXTRA_CA_CERTS, which is read at the start.
  setDefaultCACertificates([...usualAuthorities, authority.caPem]);
  dns = await scriptedDns();
  system = await startValidatorUnderTest({ providers: writeProviders(), dns: dns.server });
});
afterAll(async () => {
  setDefaultCACertificates(usualAuthorities);
  await system.stop();
  await dns[Symbol.asyncDispose]();
  await Promise.all([postfix.stop(), dovecot.stop()]);
  directory.remove();
});

/** Dovecot and Postfix as a provider: one that wants addresses, one that wants the part before the "@". */
function writeProviders(): ProviderFiles {
  const incoming = [
    { protocol: 'pop3', host: 'localhost', port: dovecot.pop3s, security: 'tls' },
    { protocol: 'imap', host: 'localhost', port: dovecot.imap, security: 'starttls' },
    { protocol: 'imap', host: 'localhost', port: dovecot.imaps, security: 'tls' },
  ];
  const outgoing = [{ host: 'localhost', port: postfix.submission, security: 'starttls' }];
  const local = { username: 'local-part' };
  const facts = [
    { id: 'courriel', name: 'Courriel Québec', domains: ['example.test'], incoming, outgoing },
    {
      id: 'court',
      name: 'Court',
      domains: ['short.test'],
      incoming: incoming.map((server) => ({ ...server, ...local })),
      outgoing: outgoing.map((server) => ({ ...server, ...local })),
    },
  ];
  const guides = [
    { id: 'google', name: 'Google', signIn: 'google', source: 'test' },
    { id: 'proton', name: 'Proton Mail', signIn: 'none', source: 'test' },
    { id: 'microsoft-365', name: 'Microsoft 365', signIn: 'microsoft', mx: ['outlook.example'], source: 'test' },
    { id: 'shop', name: 'Shop', incoming, outgoing, resells: ['microsoft-365'], source: 'test' },
  ];
  const files = { facts: [join(directory.path, 'facts.jsonl')], guides: join(directory.path, 'guides.json') };
  writeFileSync(files.facts[0] ?? '', facts.map((one) => `${JSON.stringify(one)}\n`).join(''));
  writeFileSync(files.guides, JSON.stringify(guides));
  return files;
}

function hosted(providerId: string, emailAddress = 'ada@example.test'): HostedSettings {
  return { method: 'hosted', providerId, emailAddress };
}

async function validate(
  subscriber: SubscriberUnderTest,
  settings: HostedSettings,
  password: string | null,
): Promise<Validation> {
  const { validationId } = await subscriber.save(settings, password);
  await subscriber.finished(validationId);
  return subscriber.validation(validationId, 'en-CA');
}

const failureOf = (run: Validation) => run.steps.find(({ state }) => state === 'failed');

describe('a mailbox at a hosted provider', () => {
  it('is proven from end to end by its provider, its address and a password', async () => {
    const subscriber = system.subscriber();
    const run = await validate(subscriber, hosted('courriel'), 'secret');
    expect(failureOf(run)).toBeUndefined();
    expect(run.state).toBe('passed');
    expect(run.steps.find(({ id }) => id === 'incoming-resolve')?.title).toContain('IMAP');
    expect(await subscriber.connection()).toMatchObject({
      state: 'established',
      settings: hosted('courriel'),
      servers: {
        incoming: { protocol: 'imap', port: dovecot.imaps, security: 'tls', username: 'ada@example.test' },
        outgoing: { port: postfix.submission, security: 'starttls', username: 'ada@example.test' },
      },
    });
  });

  it('is signed in to with the part before the "@" where the provider wants that', async () => {
    const subscriber = system.subscriber();
    const run = await validate(subscriber, hosted('COURT', 'bob@short.test'), 'secret');
    expect(run.steps.find(({ id }) => id === 'incoming-open-inbox')?.state).toBe('passed');
    expect(run.steps.find(({ id }) => id === 'outgoing-sign-in')?.state).toBe('passed');
    expect((await subscriber.connection())?.servers?.incoming.username).toBe('bob');
  });

  it('names the server that was found when it refuses the password', async () => {
    const run = await validate(system.subscriber(), hosted('courriel'), 'wrong');
    expect(failureOf(run)).toMatchObject({ id: 'incoming-sign-in', diagnosis: 'credentials-rejected' });
    expect(failureOf(run)?.message).toContain('localhost');
  });

  it('keeps its password for its provider and user, and wants it typed again for others', async () => {
    const subscriber = system.subscriber();
    await validate(subscriber, hosted('courriel'), 'secret');
    expect((await validate(subscriber, hosted('courriel'), null)).state).toBe('passed');
    const others: HostedSettings[] = [
      hosted('court'),
      hosted('courriel', 'bob@example.test'),
      { ...hosted('courriel'), username: 'root' },
    ];
    for (const settings of others) {
      await expect(subscriber.save(settings, null)).rejects.toMatchObject({ code: 'password-required' });
    }
  });
});

describe('a mailbox bought from somebody who sells those of others too', () => {
  it('is led to the sign-in of Microsoft when the mail of its domain goes there', async () => {
    dns.says('tenant.test', { MX: [{ preference: 0, exchange: 'tenant-test.mail.outlook.example' }] });
    const run = await validate(system.subscriber(), hosted('shop', 'ada@tenant.test'), 'secret');
    expect(failureOf(run)).toMatchObject({ id: 'find-settings', diagnosis: 'oauth-required' });
    expect(failureOf(run)?.message).toContain('Microsoft');
    expect(failureOf(run)?.remedy).toContain('sign in with Microsoft');
  });

  it('is tried on the seller otherwise', async () => {
    dns.says('example.test', { MX: [{ preference: 0, exchange: 'mx.shop.example' }] });
    expect((await validate(system.subscriber(), hosted('shop'), 'secret')).state).toBe('passed');
    expect(dns.questions).toContain('MX example.test');
  });
});

describe('settings that lead to no mailbox', () => {
  it.each([
    ['google', 'oauth-required', /Google/],
    ['proton', 'provider-unsupported', /^Proton Mail /],
    ['nobody', 'settings-not-found', /could not be found/],
  ] as const)('end at the first step for %s: %s', async (id, diagnosis, message) => {
    const subscriber = system.subscriber();
    const run = await validate(subscriber, hosted(id), null);
    expect(run.state).toBe('failed');
    const failed = failureOf(run);
    expect(failed).toMatchObject({ id: 'find-settings', diagnosis, retryable: false });
    expect(failed?.message).toMatch(message);
    const connection = await subscriber.connection();
    expect(connection?.state).toBe('broken');
    expect(connection?.servers).toBeUndefined();
  });

  it('keep no password that was sent all the same', async () => {
    const before = heldCredentials.size;
    await validate(system.subscriber(), hosted('proton'), 'in vain');
    expect(heldCredentials.size).toBe(before);
  });

  it('have the password of an earlier provider erased', async () => {
    const subscriber = system.subscriber();
    await validate(subscriber, hosted('courriel'), 'wrong one');
    await validate(subscriber, hosted('google'), null);
    const held = (): string[] => [...heldCredentials.values()].map((secret) => secret.reveal());
    await expect.poll(held, { timeout: 10_000 }).not.toContain('wrong one');
  });
});

it('lists the providers it was given, found by parts of their names', async () => {
  const { providers } = await system.gateway.request(
    listProviders,
    { language: 'fr-CA', search: 'quebec' },
    system.subscriber().owner,
  );
  expect(providers).toEqual([
    {
      ...{ id: 'courriel', name: 'Courriel Québec', methods: ['imap', 'pop3'], signIn: 'password' },
      ...{ aliases: [], preparation: [], helpLinks: [], domains: ['example.test'] },
    },
  ]);
});
