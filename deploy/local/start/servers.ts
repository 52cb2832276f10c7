import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { provisionStreams } from '@mail-access/messaging';
import { cacheDirectory } from '../launch/cache-directory.js';
import { ensureDebianPackages } from '../launch/debian-packages.js';
import { dovecotPackages } from '../launch/dovecot.js';
import type { DovecotPorts } from '../launch/dovecot-configuration.js';
import { startNats } from '../launch/nats.js';
import { startPostgres } from '../launch/postgres.js';
import { mailCertificate, seedMailboxes, startMailboxes } from '../mailbox/demo-mailboxes.js';
import { startLoopbackMta } from '../mailbox/loopback-mta.js';
import type { DemoSubscriber } from './demo-subscribers.js';
import type { Ending } from './ending.js';
import { natsUsers } from './keys.js';
import type { Keys } from './keys.js';
import type { Ports } from './ports.js';
import { prepareSchemas } from './prepare-schemas.js';
import type { Progress } from './progress.js';
import { Supervised } from './supervisor.js';
import type { Running, SupervisorEvents } from './supervisor.js';
import { writeCaBundle } from './trust.js';

export interface ServerContext {
  directory: string;
  ports: Ports;
  keys: Keys;
  progress: Progress;
  ending: Ending;
  events: SupervisorEvents;
}

/** nats-server and Dovecot, fetched once for all checkouts of this machine. */
export async function fetchPackages(progress: Progress): Promise<void> {
  const options = { cacheDirectory: cacheDirectory(), onProgress: (line: string) => progress.say(`  ${line} …`) };
  await ensureDebianPackages(['nats-server'], { ...options, suite: 'trixie' });
  await ensureDebianPackages(dovecotPackages, options);
}

/** PostgreSQL with a role and a schema for each service; gives the roles' URLs. */
export async function startDatabase(context: ServerContext) {
  const { directory, ports, progress } = context;
  return progress.step('PostgreSQL', async () => {
    const launch = () => startPostgres({ directory: join(directory, 'postgres'), port: ports['postgres'] });
    const postgres = await supervised('postgres', launch, context);
    return { postgres, urlOf: await prepareSchemas(postgres.current) };
  });
}

/** NATS with JetStream, the streams, and one user a party. */
export async function startBus(context: ServerContext) {
  const { directory, ports, keys, progress } = context;
  return progress.step('NATS with JetStream', async () => {
    const options = { directory: join(directory, 'nats'), port: ports['nats'], users: natsUsers(keys) };
    const nats = await supervised('nats-server', () => startNats(options), context);
    const { url } = nats.current;
    const connection = await connect({
      ...{ servers: url, user: 'administrator', pass: keys.natsPassword('administrator') },
      inboxPrefix: '_INBOX.administrator',
    });
    await provisionStreams(connection);
    await connection.close();
    return { nats, url };
  });
}

/** Dovecot, the agent that delivers to it, and the first messages. */
export async function startMail(
  context: ServerContext,
  subscribers: readonly DemoSubscriber[],
  operatorCaFile?: string,
) {
  const { directory, ports, progress, ending } = context;
  return progress.step('demo mailboxes', async () => {
    const folder = join(directory, 'mail');
    const { caPem, certificate } = await mailCertificate(join(directory, 'authority'));
    const caBundle = join(directory, 'authority', 'bundle.pem');
    writeCaBundle(caBundle, caPem, operatorCaFile);
    const mailPorts = dovecotPorts(ports);
    const options = { directory: folder, subscribers, certificate, ports: mailPorts, mtaPort: ports['mta'] ?? 0 };
    const dovecot = await supervised('dovecot', () => startMailboxes(options), context);
    const mailboxes = subscribers.map(({ emailAddress }) => emailAddress);
    const mta = await startLoopbackMta({ port: options.mtaPort, lmtpPort: mailPorts.lmtp, mailboxes });
    ending.server(() => mta.close());
    await seedMailboxes({ directory: folder, subscribers, lmtpPort: mailPorts.lmtp });
    return { dovecot, mailPorts, caBundle, caFile: join(directory, 'authority', 'ca.pem') };
  });
}

async function supervised<T extends Running>(name: string, launch: () => Promise<T>, context: ServerContext) {
  const running = await Supervised.start(name, launch, context.events);
  context.ending.server(() => running.stop());
  return running;
}

function dovecotPorts(ports: Ports): DovecotPorts {
  const names = ['imap', 'imaps', 'pop3', 'pop3s', 'submission', 'submissions', 'lmtp', 'sasl'] as const;
  return Object.fromEntries(names.map((name) => [name, ports[name]])) as unknown as DovecotPorts;
}
