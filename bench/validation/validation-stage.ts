import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  ConnectionRow,
  connectionValidatorSchema,
  stepsAsAttempt,
  ValidationRow,
  ValidationRunner,
  ValidationStore,
  type Proof,
} from '@mail-access/connection-validator';
import type { ManualSettings } from '@mail-access/contracts';
import { imapDriver } from '@mail-access/driver-imap';
import { smtpDriver } from '@mail-access/driver-smtp';
import { createEgress } from '@mail-access/egress';
import {
  startPostfix,
  startPostgres,
  temporaryDirectory,
  createCertificateAuthority,
  startDovecot,
} from '@mail-access/testkit';
import { messagingMigrations } from '@mail-access/messaging';
import { createLogger } from '@mail-access/observability';
import { migrate, openDatabase, openNotifications, type Database } from '@mail-access/persistence';
import { Secret } from '@mail-access/secret';

const username = 'ada@example.test';
const password = 'secret';
const schema = 'connection_validator';

/** A validator with its database and a Dovecot, for runs that end after the sign-ins. */
export class ValidationStage {
  private constructor(
    private readonly database: Database,
    private readonly store: ValidationStore,
    private readonly runner: ValidationRunner,
    readonly ports: { readonly imaps: number; readonly submission: number },
    readonly caPem: string,
    private readonly closing: (() => Promise<void>)[],
  ) {}

  static readonly account = { username, password };

  static async open(): Promise<ValidationStage> {
    const servers = await startServers();
    const { url, caPem } = servers;
    const { entities, migrations } = connectionValidatorSchema;
    await migrate({ url, schema, directories: [messagingMigrations, migrations] });
    const database = await openDatabase({ url, schema, entities, applicationName: 'bench' });
    const notifications = await openNotifications({ url });
    const store = new ValidationStore(database);
    const egress = createEgress({ dnsServers: [], allow: ['127.0.0.0/8', '::1/128'], ca: [caPem] });
    const logger = createLogger({ service: 'bench', level: 'error' });
    const foundation = { database, store, notifications, logger, instanceId: 'bench' };
    const runner = new ValidationRunner({ ...foundation, prove: signInOnBothSides(egress), maxRuns: 1_000 });
    const closing = [() => runner.close(0), () => notifications.close(), () => database.close(), servers.stop];
    return new ValidationStage(database, store, runner, servers.ports, caPem, closing);
  }

  /** Runs one validation from its row to the end that is written. Resolves with its state. */
  async validate(incoming: ManualSettings['incoming']): Promise<string> {
    const run = await this.begin(incoming);
    await this.runner.start(run);
    return (await this.reload(run)).state;
  }

  /** A run of a new connection, ready to be started. */
  async begin(incoming: ManualSettings['incoming']): Promise<ValidationRow> {
    const connections = this.database.dataSource.getRepository(ConnectionRow);
    const connection = connections.create({
      ...{ connectionId: randomUUID(), tenantId: 'bench', subscriberId: randomUUID(), state: 'unproven' },
      ...{ incomingCredentialId: randomUUID(), outgoingCredentialId: null, savedAt: new Date() },
      settings: this.settings(incoming),
    });
    await connections.insert(connection);
    const validationId = randomUUID();
    const owner = this.runner.instanceId;
    await this.database.transaction((tx) =>
      this.store.insertRunning(tx, { validationId, connection, language: 'fr-CA', owner }),
    );
    return this.database.dataSource.getRepository(ValidationRow).findOneByOrFail({ validationId });
  }

  start(run: ValidationRow): Promise<void> {
    return this.runner.start(run);
  }

  reload({ validationId }: ValidationRow): Promise<ValidationRow> {
    return this.database.dataSource.getRepository(ValidationRow).findOneByOrFail({ validationId });
  }

  get incoming(): ManualSettings['incoming'] {
    return { protocol: 'imap', host: 'localhost', port: this.ports.imaps, security: 'tls' };
  }

  async close(): Promise<void> {
    for (const step of this.closing) await step();
  }

  private settings(incoming: ManualSettings['incoming']): ManualSettings {
    const { submission: port } = this.ports;
    return {
      ...{ method: 'manual', emailAddress: username, username, allowCleartext: true, incoming },
      outgoing: { host: 'localhost', port, security: 'starttls', authentication: 'same' },
    };
  }
}

interface StageServers {
  readonly url: string;
  readonly caPem: string;
  readonly ports: { readonly imaps: number; readonly submission: number };
  readonly stop: () => Promise<void>;
}

async function startServers(): Promise<StageServers> {
  const folder = temporaryDirectory();
  const authority = await createCertificateAuthority();
  const certificate = await authority.issue({ names: ['localhost'] });
  const users = [{ name: username, password }];
  const tweaks = { maxConnections: 1_000 };
  const [postgres, dovecot] = await Promise.all([
    startPostgres({ directory: join(folder.path, 'postgres') }),
    startDovecot({ directory: join(folder.path, 'dovecot'), users, certificate, tweaks }),
  ]);
  const directory = join(folder.path, 'postfix');
  const postfix = await startPostfix({ directory, mailboxes: [username], dovecot, certificate });
  return {
    url: await postgres.createServiceRole('connection-validator'),
    caPem: authority.caPem,
    ports: { imaps: dovecot.imaps, submission: postfix.submission },
    stop: async () => {
      await Promise.all([postfix.stop(), dovecot.stop(), postgres.stop()]);
      folder.remove();
    },
  };
}

/** The steps of a mailbox up to where a message would be sent. */
function signInOnBothSides(egress: ReturnType<typeof createEgress>): Proof {
  return async ({ settings }, steps) => {
    const credential = await steps.run('find-settings', () =>
      Promise.resolve({ username, password: Secret.of(password) }),
    );
    const mailbox = await imapDriver.connect(
      settings.incoming,
      credential,
      stepsAsAttempt('incoming', settings, steps, egress),
    );
    try {
      const outgoing = stepsAsAttempt('outgoing', settings, steps, egress);
      const submission = await smtpDriver.connect(settings.outgoing, credential, outgoing);
      await submission.close();
    } finally {
      await mailbox.close();
    }
  };
}
