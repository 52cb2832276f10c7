import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processesOf } from '../testing/started-run.js';
import { createCertificateAuthority } from './certificate-authority.js';
import { startDovecot } from './dovecot.js';
import { startNats } from './nats.js';
import { startPostgres } from './postgres.js';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mail-access-launch-'));
  chmodSync(directory, 0o755);
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('starts PostgreSQL again on the same data after it was killed', async () => {
  const folder = join(directory, 'postgres');
  const first = await startPostgres({ directory: folder });
  await query(first.url, 'create table kept (id int)');
  await first.kill();
  await using second = await startPostgres({ directory: folder, port: first.port });
  await query(second.url, 'insert into kept values (1)');
});

it('gives a NATS user what its permissions allow and no more', async () => {
  const permissions = { publish: { allow: ['open'] }, subscribe: { allow: ['_INBOX.ada.>'] } };
  const users = [{ user: 'ada', password: 'secret', permissions }];
  await using nats = await startNats({ directory: join(directory, 'nats'), users });
  const login = { servers: nats.url, user: 'ada', pass: 'secret', inboxPrefix: '_INBOX.ada' };
  await using connection = await closing(connect(login));
  const subscription = connection.client.subscribe('closed');
  await expect(drain(subscription)).rejects.toThrow(/permissions violation/i);
  await expect(connect({ ...login, pass: 'wrong' })).rejects.toThrow(/authorization/i);
});

it('serves a mailbox whose name and password hold any character', async () => {
  const authority = await createCertificateAuthority();
  const certificate = await authority.issue({ names: ['localhost'] });
  const user = { name: 'zoé "z" tremblay@example.test', password: 'a:b\\c "d" é' };
  await using dovecot = await startDovecot({ directory: join(directory, 'dovecot'), users: [user], certificate });
  const answer = await signIn({ port: dovecot.imaps, ca: authority.caPem, ...user });
  expect(answer).toMatch(/^a OK /m);
});

it('keeps the key of an authority in its folder', async () => {
  const first = await createCertificateAuthority({ directory: join(directory, 'authority') });
  const second = await createCertificateAuthority({ directory: join(directory, 'authority') });
  expect(second.caPem).toBe(first.caPem);
});

it('runs PostgreSQL and Dovecot in a folder that only its owner may enter', async () => {
  const closed = mkdtempSync(join(homedir(), '.mail-access-closed-'));
  chmodSync(closed, 0o700);
  try {
    const certificate = await (await createCertificateAuthority()).issue({ names: ['localhost'] });
    await using postgres = await startPostgres({ directory: join(closed, 'postgres') });
    await using dovecot = await startDovecot({ directory: join(closed, 'dovecot'), users: [], certificate });
    await query(postgres.url, 'select 1');
    expect(existsSync(`/proc/${dovecot.pid}`)).toBe(true);
  } finally {
    rmSync(closed, { recursive: true, force: true });
  }
});

it('ends its servers when the process that started them is killed', async () => {
  mkdirSync(join(directory, 'nats'));
  const launcher = new URL('../dist/index.js', import.meta.url).href;
  const program = `
    const { startNats, startPostgres } = await import('${launcher}');
    await startNats({ directory: '${directory}/nats', users: [{ user: 'a', password: 'b' }] });
    await startPostgres({ directory: '${directory}/postgres' });
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  await expect.poll(() => processesOf(directory), { timeout: 5_000 }).toEqual([]);
});

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function closing(connecting: ReturnType<typeof connect>) {
  const client = await connecting;
  return { client, [Symbol.asyncDispose]: () => client.close() };
}

async function drain(messages: AsyncIterable<unknown>): Promise<void> {
  for await (const _message of messages);
}

/** Signs in by AUTHENTICATE PLAIN (RFC 4616) and gives all that the server said. */
async function signIn(options: { port: number; ca: string; name: string; password: string }): Promise<string> {
  const socket = connectTls({ host: 'localhost', port: options.port, ca: options.ca });
  await once(socket, 'secureConnect');
  const plain = Buffer.from(`\0${options.name}\0${options.password}`).toString('base64');
  socket.write(`a AUTHENTICATE PLAIN ${plain}\r\nb LOGOUT\r\n`);
  let said = '';
  for await (const chunk of socket) said += String(chunk);
  return said;
}
