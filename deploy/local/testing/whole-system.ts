import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '@mail-access/contracts';
import { provisionStreams } from '@mail-access/messaging';
import { connect } from '@nats-io/transport-node';
import { startIssuer, type Issuer } from '../issuer/issuer.js';
import { repositoryRoot } from '../launch/cache-directory.js';
import type { DovecotPorts } from '../launch/dovecot-configuration.js';
import { freePorts } from '../launch/free-port.js';
import { startNats, type NatsServer } from '../launch/nats.js';
import { startPostgres, type PostgresServer } from '../launch/postgres.js';
import { mailboxSettings, mailCertificate, startMailboxes } from '../mailbox/demo-mailboxes.js';
import { startLoopbackMta } from '../mailbox/loopback-mta.js';
import type { DemoSubscriber } from '../start/demo-subscribers.js';
import { natsUsers, prepareKeys, type Keys } from '../start/keys.js';
import type { Ports } from '../start/ports.js';
import { prepareSchemas } from '../start/prepare-schemas.js';
import { serviceEnvironment, type SharedSettings } from '../start/service-environment.js';
import { startServiceProcess } from '../start/service-process.js';

/** Every service as a process of its own, on real servers, in a folder that is removed at the end. */
export interface WholeSystem extends AsyncDisposable {
  readonly directory: string;
  /** Base address of the gateway. */
  readonly url: string;
  readonly postgres: PostgresServer;
  /** A user of NATS that may do everything. */
  readonly spy: { readonly servers: string; readonly user: string; readonly pass: string };
  /** Where the standard output and the standard error of the services go. */
  readonly logDirectory: string;
  readonly natsDirectory: string;
  token(subscriber: DemoSubscriber): Promise<string>;
  mailbox(subscriber: DemoSubscriber): ReturnType<typeof mailboxSettings>;
  /** Ends the services, so that everything they held back is written and sent. */
  stopServices(): Promise<void>;
}

interface SystemOptions {
  readonly subscribers: readonly DemoSubscriber[];
  /** Settings of every service besides those that it needs to run. */
  readonly environment: Readonly<Record<string, string>>;
  /** PEM certificates to trust besides that of the demo mail server. */
  readonly authorities?: readonly string[];
}

interface Ground {
  readonly directory: string;
  readonly ports: Ports;
  readonly keys: Keys;
  readonly url: string;
}

const spyUser = { user: 'spy', password: 'spy' };

/** Starts everything that `npm start` runs. The services must be built. */
export async function startWholeSystem(options: SystemOptions): Promise<WholeSystem> {
  const stack = new AsyncDisposableStack();
  try {
    const ground = await prepareGround(stack);
    const { directory, ports, url } = ground;
    const { postgres, nats } = await startServers(ground, stack);
    const caBundle = await startMail(ground, options, stack);
    const issuer = await startSignIn(ground, options.subscribers, stack);
    const environment = sharedSettings(ground, { natsUrl: nats.url, issuer, caBundle, own: options.environment });
    const running = stack.use(new AsyncDisposableStack());
    const logDirectory = join(directory, 'logs');
    await startServices({ ports, postgres, shared: environment, logDirectory }, running);
    return {
      ...{ directory, url, postgres, logDirectory, natsDirectory: join(directory, 'nats') },
      spy: { servers: nats.url, user: spyUser.user, pass: spyUser.password },
      token: (subscriber) => issuer.accessToken(subscriber, 600),
      mailbox: (subscriber) => mailboxSettings(subscriber, mailPorts(ports)),
      stopServices: () => running.disposeAsync(),
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function prepareGround(stack: AsyncDisposableStack): Promise<Ground> {
  const directory = mkdtempSync(join(tmpdir(), 'mail-access-whole-'));
  stack.defer(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  mkdirSync(join(directory, 'logs'));
  const names = [
    ...['portal', 'issuer', 'mta', 'imap', 'imaps', 'pop3', 'pop3s', 'submission', 'submissions', 'lmtp', 'sasl'],
    ...services.map((service) => `health-${service}`),
  ];
  const free = await freePorts(names.length);
  const ports: Ports = Object.fromEntries(names.map((name, index) => [name, free[index] ?? 0]));
  const keys = await prepareKeys(join(directory, 'keys'));
  return { directory, ports, keys, url: `http://localhost:${portOf(ports, 'portal')}` };
}

async function startServers(
  { directory, keys }: Ground,
  stack: AsyncDisposableStack,
): Promise<{ postgres: PostgresServer; nats: NatsServer }> {
  const postgres = stack.use(await startPostgres({ directory: join(directory, 'postgres'), durable: false }));
  const users = [...natsUsers(keys), spyUser];
  const nats = stack.use(await startNats({ directory: join(directory, 'nats'), users }));
  const connection = await connect({ servers: nats.url, user: spyUser.user, pass: spyUser.password });
  await provisionStreams(connection);
  await connection.close();
  return { postgres, nats };
}

async function startMail(
  { directory, ports }: Ground,
  { subscribers, authorities = [] }: SystemOptions,
  stack: AsyncDisposableStack,
): Promise<string> {
  const { caPem, certificate } = await mailCertificate(directory);
  const mtaPort = portOf(ports, 'mta');
  const mailDirectory = join(directory, 'mail');
  stack.use(
    await startMailboxes({ directory: mailDirectory, subscribers, certificate, ports: mailPorts(ports), mtaPort }),
  );
  const mailboxes = subscribers.map(({ emailAddress }) => emailAddress);
  const mta = await startLoopbackMta({ port: mtaPort, lmtpPort: portOf(ports, 'lmtp'), mailboxes });
  stack.defer(() => mta.close());
  const caBundle = join(directory, 'ca.pem');
  writeFileSync(caBundle, [caPem, ...authorities].join('\n'));
  return caBundle;
}

async function startSignIn(
  { directory, ports, url }: Ground,
  subscribers: readonly DemoSubscriber[],
  stack: AsyncDisposableStack,
): Promise<Issuer> {
  const keyFile = join(directory, 'issuer.json');
  const issuer = await startIssuer({ port: portOf(ports, 'issuer'), keyFile, subscribers, redirectOrigins: [url] });
  stack.defer(() => issuer.close());
  return issuer;
}

function sharedSettings(
  { directory, ports, keys, url }: Ground,
  parts: Pick<SharedSettings, 'natsUrl' | 'issuer' | 'caBundle' | 'own'>,
): SharedSettings {
  const own = { PATH: process.env.PATH, ...parts.own };
  return { ports, keys, publicUrl: url, keyWrapperFile: join(directory, 'key-wrapper'), ...parts, own };
}

async function startServices(
  parts: { ports: Ports; postgres: PostgresServer; shared: SharedSettings; logDirectory: string },
  running: AsyncDisposableStack,
): Promise<void> {
  const { ports, postgres, shared, logDirectory } = parts;
  const urls = await prepareSchemas(postgres);
  for (const name of services) {
    const isGateway = name === 'api-gateway';
    const environment = serviceEnvironment(name, urls.get(name), shared);
    const healthPort = portOf(ports, isGateway ? 'portal' : `health-${name}`);
    const repository = repositoryRoot();
    const service = await startServiceProcess({ name, repository, logDirectory, environment, healthPort });
    running.defer(() => service.stop());
  }
}

function portOf(ports: Ports, name: string): number {
  const port = ports[name];
  if (port === undefined) throw new Error(`no port was chosen for ${name}`);
  return port;
}

function mailPorts(ports: Ports): DovecotPorts {
  const of = (name: keyof DovecotPorts) => portOf(ports, name);
  return {
    ...{ imap: of('imap'), imaps: of('imaps'), pop3: of('pop3'), pop3s: of('pop3s') },
    ...{ submission: of('submission'), submissions: of('submissions'), lmtp: of('lmtp'), sasl: of('sasl') },
  };
}
