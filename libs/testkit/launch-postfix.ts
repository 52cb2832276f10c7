import {
  cacheDirectory,
  ensureDebianPackages,
  freePorts,
  libraryPath,
  runToEnd,
  SetupProblem,
  startProcess,
  untilGreeted,
} from '@mail-access/local';
import type { IssuedCertificate } from '@mail-access/local';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postfixMain, postfixMaster } from './launch-postfix-configuration.js';
import type { PostfixPorts } from './launch-postfix-configuration.js';

/** A running Postfix. */
export interface PostfixServer extends AsyncDisposable, PostfixPorts {
  host: '127.0.0.1';
  logFile: string;
  stop(): Promise<void>;
}

/** Queues, all of the mail owner. */
const QUEUES = 'active bounce corrupt defer deferred flush hold incoming private saved trace'.split(' ');

/** An unprivileged user and group of every Debian that no other server here runs as. */
const OWNER = { user: 'mail', group: 'games' } as const;

interface PostfixOptions {
  directory: string;
  mailboxes: readonly string[];
  dovecot: { lmtp: number; sasl: number };
  certificate: IssuedCertificate;
  hostname?: string;
  /** Default: every mailbox may send as itself. */
  senderOwners?: Readonly<Record<string, string>>;
  messageSizeLimit?: number;
  extra?: string;
}

/**
 * Starts Postfix 3.7 from an unpacked Debian package, next to a Dovecot that signs in (`saslPort`) and stores (`lmtpPort`).
 * Needs root, because Postfix does; throws a SetupProblem that says so otherwise.
 */
export async function startPostfix(options: PostfixOptions): Promise<PostfixServer> {
  if (process.getuid?.() !== 0) {
    throw new SetupProblem('Postfix runs as root only: run the tests as root, or in a container of debian:12.');
  }
  const { directory } = options;
  const installation = await ensureDebianPackages(['postfix'], { cacheDirectory: cacheDirectory() });
  const [smtp = 0, submission = 0, submissions = 0] = await freePorts(3);
  const ports = { smtp, submission, submissions };
  await makeFolders(directory);
  writeFiles(options, { installation, ports });
  const stop = await launch(directory, installation, smtp);
  return { ...ports, host: '127.0.0.1', logFile: join(directory, 'postfix.log'), stop, [Symbol.asyncDispose]: stop };
}

function writeFiles(options: PostfixOptions, found: { installation: string; ports: PostfixPorts }): void {
  const { directory, mailboxes, certificate } = options;
  const write = (name: string, content: string) =>
    writeFileSync(join(directory, 'etc', name), content, { mode: 0o600 });
  const senderOwners = options.senderOwners ?? Object.fromEntries(mailboxes.map((one) => [one, one]));
  const configuration = {
    ...{ directory, ...found, mailboxes, owner: OWNER },
    hostname: options.hostname ?? 'mail.example.test',
    lmtpPort: options.dovecot.lmtp,
    saslPort: options.dovecot.sasl,
    messageSizeLimit: options.messageSizeLimit ?? 10_240_000,
    extra: options.extra ?? '',
  };
  write('server.pem', certificate.certPem);
  write('server.key', certificate.keyPem);
  write('mailboxes', mailboxes.map((address) => `${address} ok\n`).join(''));
  write(
    'senders',
    Object.entries(senderOwners)
      .map(([sender, owner]) => `${sender} ${owner}\n`)
      .join(''),
  );
  write('main.cf', postfixMain(configuration));
  write('master.cf', postfixMaster(configuration));
  write('dynamicmaps.cf', '');
  for (const name of ['main.cf', 'master.cf', 'dynamicmaps.cf', 'mailboxes', 'senders'])
    chmodSync(join(directory, 'etc', name), 0o644);
}

async function makeFolders(directory: string): Promise<void> {
  const queue = join(directory, 'queue');
  for (const name of [...QUEUES, 'maildrop', 'public', 'pid']) mkdirSync(join(queue, name), { recursive: true });
  for (const name of ['etc', 'data']) mkdirSync(join(directory, name), { recursive: true });
  chmodSync(directory, 0o755);
  await runToEnd('chown', [OWNER.user, join(directory, 'data'), ...QUEUES.map((name) => join(queue, name))]);
  await runToEnd('chown', [`${OWNER.user}:${OWNER.group}`, join(queue, 'maildrop'), join(queue, 'public')]);
  for (const name of QUEUES) chmodSync(join(queue, name), 0o700);
  chmodSync(join(queue, 'maildrop'), 0o730);
  chmodSync(join(queue, 'public'), 0o710);
}

async function launch(directory: string, installation: string, port: number): Promise<() => Promise<void>> {
  const logFile = join(directory, 'master.out');
  const server = startProcess({
    command: join(installation, 'usr/lib/postfix/sbin/master'),
    args: ['-c', join(directory, 'etc'), '-d'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraryPath(installation, 'postfix'),
      MAIL_CONFIG: join(directory, 'etc'),
    },
    logFile,
    cwd: '/',
  });
  await untilGreeted(port, 15_000, () => server.running).catch(async () => {
    await server.kill();
    const log = [logFile, join(directory, 'postfix.log')].map((file) => tail(file)).join('\n');
    throw new Error(`Postfix did not start: ${log}`);
  });
  return () => server.stop('SIGTERM', 3_000);
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(-500);
  } catch {
    return '';
  }
}
