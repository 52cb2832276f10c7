import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory } from './cache-directory.js';
import type { IssuedCertificate } from './certificate-authority.js';
import { ensureDebianPackages } from './debian-packages.js';
import { dovecotConfiguration, dovecotUsers } from './dovecot-configuration.js';
import type { DovecotConfiguration, DovecotPorts, DovecotTweaks, DovecotUser } from './dovecot-configuration.js';
import { relocateDovecot } from './dovecot-relocation.js';
import { freePorts, untilGreeted } from './free-port.js';
import { libraryPath } from './library-path.js';
import { startProcess } from './owned-process.js';
import type { Ending } from './owned-process.js';
import { serverIdentity } from './server-identity.js';
import type { ServerIdentity } from './server-identity.js';

/** The packages of a whole mailbox server. */
export const dovecotPackages = ['dovecot-imapd', 'dovecot-pop3d', 'dovecot-lmtpd', 'dovecot-submissiond'] as const;

/** A running Dovecot. */
export interface DovecotServer extends AsyncDisposable, DovecotPorts {
  host: '127.0.0.1';
  pid: number;
  /** Settles when the server has ended, asked or not. */
  ended: Promise<Ending>;
  /** Replaces all users; valid for the next sign-in. */
  setUsers(users: readonly DovecotUser[]): void;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

interface DovecotOptions {
  directory: string;
  users: readonly DovecotUser[];
  certificate: IssuedCertificate;
  ports?: Partial<DovecotPorts>;
  relayPort?: number;
  hostname?: string;
  tweaks?: DovecotTweaks;
}

/**
 * Starts a Dovecot 2.3 (IMAP, POP3, LMTP, submission, each with STARTTLS and with TLS) from unpacked Debian packages, on loopback.
 * Ready in about 0.2 s. As root it runs as nobody. What is submitted goes to `relayPort` on 127.0.0.1 without sign-in.
 */
export async function startDovecot(options: DovecotOptions): Promise<DovecotServer> {
  const { directory } = options;
  const installation = await ensureDebianPackages(dovecotPackages, { cacheDirectory: cacheDirectory() });
  const ports = await choosePorts(options.ports);
  mkdirSync(directory, { recursive: true });
  const identity = serverIdentity([join(directory, 'dovecot.conf'), join(installation, 'usr/sbin/dovecot')]);
  const files = new OwnedFiles(directory, identity);
  const owner = ownerOf(identity);
  const setUsers = (users: readonly DovecotUser[]) => files.write('users', dovecotUsers(users, directory, owner));
  const runDirectory = files.runFolder();
  const relocated = relocateDovecot(installation, runDirectory);
  const configuration = writeFiles(files, options, { runDirectory, installation, ports, owner });
  setUsers(options.users);
  const server = await launch({ installation, relocated, configuration, directory, identity, port: ports.lmtp });
  const stop = async () => {
    await server.stop('SIGTERM', 5_000);
    files.removeRunFolder(runDirectory);
  };
  const { pid, ended } = server;
  const kill = () => server.kill();
  return { ...ports, host: '127.0.0.1', pid, ended, setUsers, stop, kill, [Symbol.asyncDispose]: stop };
}

/** Gives the path of dovecot.conf. */
function writeFiles(
  files: OwnedFiles,
  options: DovecotOptions,
  found: Pick<DovecotConfiguration, 'runDirectory' | 'installation' | 'ports' | 'owner'>,
): string {
  for (const folder of ['', 'state', 'mail', 'tls']) files.folder(folder);
  files.write('tls/server.pem', options.certificate.certPem);
  files.write('tls/server.key', options.certificate.keyPem);
  const configuration = dovecotConfiguration({
    ...found,
    directory: options.directory,
    hostname: options.hostname ?? 'localhost',
    relayPort: options.relayPort ?? 1,
    tweaks: options.tweaks ?? {},
  });
  return files.write('dovecot.conf', configuration);
}

async function launch(options: {
  installation: string;
  relocated: string;
  configuration: string;
  directory: string;
  identity: ServerIdentity | undefined;
  port: number;
}) {
  const { installation, configuration, directory } = options;
  const server = startProcess({
    // Dovecot reads its configuration by executing /usr/bin/doveconf, which is not installed; so doveconf is started first and
    // told to execute Dovecot.
    command: join(installation, 'usr/bin/doveconf'),
    args: ['-c', configuration, '-p', '-e', join(installation, 'usr/sbin/dovecot'), '-F', '-c', configuration],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraryPath(installation, options.relocated, 'dovecot', 'dovecot/modules/old-stats'),
    },
    logFile: join(directory, 'dovecot.out'),
    cwd: '/',
    identity: options.identity,
  });
  await untilGreeted(options.port, 15_000, () => server.running).catch(async () => {
    await server.kill();
    throw new Error(`Dovecot did not start; its logs are ${directory}/dovecot.log and ${directory}/dovecot.out`);
  });
  return server;
}

async function choosePorts(wanted: Partial<DovecotPorts> = {}): Promise<DovecotPorts> {
  const names = ['imap', 'imaps', 'pop3', 'pop3s', 'submission', 'submissions', 'lmtp', 'sasl'] as const;
  const free = await freePorts(names.length);
  return Object.fromEntries(names.map((name, index) => [name, wanted[name] ?? free[index]])) as unknown as DovecotPorts;
}

/** Names and numbers of the user that the server runs as: Dovecot wants the names of existing users. */
function ownerOf(identity: ServerIdentity | undefined) {
  const { uid, gid } = identity ?? userInfo();
  return { uid, gid, user: nameIn('/etc/passwd', uid), group: nameIn('/etc/group', gid) };
}

function nameIn(file: string, id: number): string {
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((one) => one.split(':')[2] === String(id));
  if (line === undefined) throw new Error(`id ${id} has no name in ${file}, which Dovecot needs`);
  return line.slice(0, line.indexOf(':'));
}

/** Writes files that the server's user can read and nobody else. */
class OwnedFiles {
  constructor(
    private readonly directory: string,
    private readonly identity: ServerIdentity | undefined,
  ) {}

  folder(name: string): string {
    const path = join(this.directory, name);
    if (!existsSync(path)) mkdirSync(path, { recursive: true });
    chmodSync(path, 0o700);
    return this.own(path);
  }

  write(name: string, content: string): string {
    const path = join(this.directory, name);
    writeFileSync(path, content, { mode: 0o600 });
    return this.own(path);
  }

  /** Sockets live here, and the path of a Unix socket may have 107 bytes at most (unix(7)). */
  runFolder(): string {
    // What a killed Dovecot left there, above all master.pid: its number may belong to another process by now.
    rmSync(join(this.directory, 'run'), { recursive: true, force: true });
    const path = this.directory.length < 60 ? this.folder('run') : this.own(mkdtempSync(join(tmpdir(), 'dovecot-')));
    chmodSync(path, 0o755);
    return path;
  }

  removeRunFolder(path: string): void {
    rmSync(path, { recursive: true, force: true });
  }

  private own(path: string): string {
    if (this.identity !== undefined) chownSync(path, this.identity.uid, this.identity.gid);
    return path;
  }
}
