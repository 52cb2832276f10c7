import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { natsPermissions, parties, revealCredential, rotateKeys, type OutputOf } from '@mail-access/contracts';
import { encryptSecret, FileKeyWrapper, readKeyFile } from '@mail-access/credential-vault';
import { startNats, startPostgres, type NatsServer } from '@mail-access/local';
import { connectBus, provisionStreams, type Bus } from '@mail-access/messaging';
import { createLogger } from '@mail-access/observability';
import { acrossTenants, openDatabase, type Database } from '@mail-access/persistence';
import { generateSealingKey, Secret } from '@mail-access/secret';
import { connect } from '@nats-io/transport-node';

const vaultMain = join(import.meta.dirname, '../../../services/credential-vault/dist/main.js');
const tenantId = 'acme';
const administrator = { tenantId, subscriberId: 'nobody' };
const perStatement = 1_000;

interface Servers {
  readonly directory: string;
  readonly nats: NatsServer;
  readonly postgresUrl: string;
  readonly close: () => Promise<void>;
}

/** A vault as it is run, a process of its own, with a durable PostgreSQL and a NATS that holds everybody to their permissions. */
export class VaultStage {
  readonly credentialIds: string[] = [];
  private next = 0;

  private constructor(
    private readonly servers: Servers,
    private readonly vault: ChildProcess,
    private readonly database: Database,
    private readonly validator: Bus,
    private readonly administrator: Bus,
  ) {}

  static async open(): Promise<VaultStage> {
    const servers = await startServers();
    const { nats, postgresUrl, directory } = servers;
    const vault = await startVault(servers);
    const options = { schema: 'credential_vault', entities: [], applicationName: 'bench' };
    const database = await openDatabase({ ...options, url: postgresUrl, statementTimeoutMs: 120_000 });
    const validator = await busOf('connection-validator', nats.url);
    const stage = new VaultStage(servers, vault, database, validator, await busOf('administrator', nats.url));
    while ((await readKeyFile(join(directory, 'keys.json'))) === null) await sleep(50);
    await stage.untilAnswered();
    return stage;
  }

  get natsUrl(): string {
    return this.servers.nats.url;
  }

  /** Puts so many credentials into the table, each under its own data key. */
  async fill(count: number): Promise<void> {
    const wrapper = new FileKeyWrapper((await readKeyFile(join(this.servers.directory, 'keys.json'))) ?? []);
    for (let done = 0; done < count; done += perStatement) {
      const ids = Array.from({ length: Math.min(perStatement, count - done) }, () => randomUUID());
      const secret = Secret.of('a password of usual length');
      const envelopes = await Promise.all(
        ids.map((credentialId) =>
          encryptSecret(wrapper, { ...ownerOf(credentialId), credentialId, purpose: 'incoming' }, secret),
        ),
      );
      const [keys, ciphertexts] = [envelopes.map((e) => e.wrappedDataKey), envelopes.map((e) => e.ciphertext)];
      const values = [ids, wrapper.keyVersion, keys, ciphertexts];
      await acrossTenants(this.database, (tx) => tx.query(insert, values));
      this.credentialIds.push(...ids);
    }
    await this.database.dataSource.query('vacuum analyze credential');
  }

  /** Has one credential after the other revealed. */
  async ask(): Promise<string> {
    const credentialId = this.credentialIds[this.next++ % this.credentialIds.length] ?? '';
    const { sealed } = await this.validator.request(
      revealCredential,
      { credentialId, purpose: 'incoming' },
      ownerOf(credentialId),
    );
    return sealed;
  }

  rotation(action: 'rotate' | 'status'): Promise<OutputOf<typeof rotateKeys>> {
    return this.administrator.request(rotateKeys, { action }, administrator);
  }

  /** Rotates to the end; gives how long it took in seconds. */
  async rotate(): Promise<number> {
    const startedAt = performance.now();
    let { state } = await this.rotation('rotate');
    for (; state !== 'complete'; { state } = await this.rotation('status')) await sleep(20);
    return (performance.now() - startedAt) / 1_000;
  }

  /** What PostgreSQL alone needs to write as much, in batches of the same size; in seconds. */
  async rewritePlainly(batch: number): Promise<number> {
    const startedAt = performance.now();
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const rows = await acrossTenants(this.database, async (tx) => {
        const found = await tx.query<{ id: string }[]>(select, [after, batch]);
        await tx.query(rewrite, [found.map(({ id }) => id)]);
        return found;
      });
      const last = rows.at(-1)?.id;
      if (last === undefined) return (performance.now() - startedAt) / 1_000;
      after = last;
    }
  }

  /** Memory that the vault's process holds, in MB. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.vault.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024;
  }

  async close(): Promise<void> {
    await this.validator.close();
    await this.administrator.close();
    await this.database.close();
    const exited = once(this.vault, 'exit');
    this.vault.kill('SIGTERM');
    await exited;
    await this.servers.close();
  }

  private async untilAnswered(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await this.rotation('status').catch(() => null)) !== null) return;
      await sleep(50);
    }
    throw new Error('the vault did not answer in 10 s');
  }
}

/** Each credential belongs to a subscriber of its own: events of one subscriber go one after the other. */
function ownerOf(credentialId: string) {
  return { tenantId, subscriberId: credentialId };
}

async function startServers(): Promise<Servers> {
  const directory = await mkdtemp(join(tmpdir(), 'mail-access-bench-'));
  const users = parties.map((party) => ({ user: party, password: party, permissions: natsPermissions(party) }));
  const [nats, postgres] = await Promise.all([
    startNats({ directory: join(directory, 'nats'), users: [...users, { user: 'bare', password: 'bare' }] }),
    startPostgres({ directory: join(directory, 'postgres') }),
  ]);
  const administrator = await connect({
    servers: nats.url,
    user: 'administrator',
    pass: 'administrator',
    inboxPrefix: '_INBOX.administrator',
  });
  await provisionStreams(administrator);
  await administrator.close();
  const postgresUrl = await postgres.createServiceRole('credential-vault');
  const close = async () => {
    await nats.stop();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { directory, nats, postgresUrl, close };
}

async function startVault({ directory, nats, postgresUrl }: Servers): Promise<ChildProcess> {
  const [vault, validator] = await Promise.all([
    generateSealingKey('credential-vault'),
    generateSealingKey('connection-validator'),
  ]);
  const env = {
    DATABASE_URL: postgresUrl,
    NATS_URL: nats.url,
    NATS_CREDENTIALS: 'credential-vault:credential-vault',
    SEALING_KEY: JSON.stringify(vault.privateJwk),
    SEALING_PUBLIC_KEYS: JSON.stringify({ keys: [validator.publicJwk] }),
    KEY_WRAPPER: `file:${join(directory, 'keys.json')}`,
    REVEALS_PER_MINUTE: '10000000',
    REVEAL_SURGE_PER_MINUTE: '10000000',
    LOG_LEVEL: 'error',
  };
  return fork(vaultMain, [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function busOf(party: 'connection-validator' | 'administrator', url: string): Promise<Bus> {
  const logger = createLogger({ service: 'bench', level: 'error' });
  return connectBus({ servers: url, credentials: { user: party, password: party }, party, logger });
}

const insert = `
  insert into credential (credential_id, tenant_id, subscriber_id, connection_id, purpose, key_version, wrapped_data_key, ciphertext)
  select id, 'acme', id::text, id, 'incoming', $2, wrapped, secret
  from unnest($1::uuid[], $3::bytea[], $4::bytea[]) as given (id, wrapped, secret)`;

const select = `
  select credential_id as id from credential where credential_id > $1 order by credential_id limit $2 for no key update skip locked`;

const rewrite = `
  update credential as c set key_version = c.key_version, wrapped_data_key = c.wrapped_data_key
  from unnest($1::uuid[]) as n (id) where c.credential_id = n.id`;
