import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@mail-access/contracts';
import type { ServiceName } from '@mail-access/contracts';
import { startIssuer } from '../issuer/issuer.js';
import type { Issuer } from '../issuer/issuer.js';
import { buildPortal } from './build-portal.js';
import { demoSubscribers } from './demo-subscribers.js';
import { Ending } from './ending.js';
import { prepareKeys } from './keys.js';
import { choosePorts } from './ports.js';
import type { Ports } from './ports.js';
import { Progress } from './progress.js';
import { readPort } from './read-port.js';
import { natsAccess, runSubscribers, writeRunFile } from './run-file.js';
import { fetchPackages, startBus, startDatabase, startMail } from './servers.js';
import type { ServerContext } from './servers.js';
import { serviceEnvironment } from './service-environment.js';
import type { SharedSettings } from './service-environment.js';
import { startServiceProcess } from './service-process.js';
import type { ServiceProcess } from './service-process.js';
import { Supervised } from './supervisor.js';
import type { Running } from './supervisor.js';

export interface LocalRunOptions {
  repository: string;
  /** Everything the run keeps is below this folder. */
  directory: string;
  environment: NodeJS.ProcessEnv;
}

interface Servers {
  publicUrl: string;
  database: Awaited<ReturnType<typeof startDatabase>>;
  bus: Awaited<ReturnType<typeof startBus>>;
  mail: Awaited<ReturnType<typeof startMail>>;
  issuer: Issuer;
}

/** All of Mail access on this machine: servers, demo mailboxes, issuer and services. */
export class LocalRun {
  readonly #progress = new Progress();
  readonly #ending = new Ending();
  readonly #services = new Map<string, Supervised<ServiceProcess>>();
  #publish: () => void = () => undefined;

  constructor(private readonly options: LocalRunOptions) {}

  get isEnding(): boolean {
    return this.#ending.begun;
  }

  get runFile(): string {
    return join(this.options.directory, 'run.json');
  }

  async start(): Promise<void> {
    const context = await this.#prepare();
    const publicUrl = this.#publicUrl(context.ports);
    const { environment, repository } = this.options;
    const [database, bus, mail, issuer] = await Promise.all([
      startDatabase(context),
      startBus(context),
      startMail(context, demoSubscribers, environment['NODE_EXTRA_CA_CERTS']),
      this.#startIssuer(context, publicUrl),
      this.#progress.step('portal page', () => buildPortal(repository)),
    ]);
    const servers: Servers = { publicUrl, database, bus, mail, issuer };
    await this.#startServices(context, servers);
    this.#publish = await this.#publisher(context, servers);
    if (this.#ending.begun) return;
    this.#publish();
    this.#progress.say(`Mail access is ready at ${publicUrl}/ (${this.#progress.elapsed()}, Ctrl-C ends it)`);
  }

  async #prepare(): Promise<ServerContext> {
    const { directory, environment } = this.options;
    mkdirSync(this.#logDirectory, { recursive: true });
    rmSync(this.runFile, { force: true });
    const [ports, keys] = await Promise.all([
      choosePorts(join(directory, 'ports.json'), readPort(environment['PORT'])),
      prepareKeys(join(directory, 'keys')),
      fetchPackages(this.#progress),
    ]);
    return { directory, ports, keys, progress: this.#progress, ending: this.#ending, events: this.#events };
  }

  get #logDirectory(): string {
    return join(this.options.directory, 'log');
  }

  #publicUrl(ports: Ports): string {
    const wanted = this.options.environment['PUBLIC_URL'] ?? '';
    return (wanted === '' ? `http://localhost:${ports['portal']}` : wanted).replace(/\/$/, '');
  }

  /** Ends everything that was started; a second call waits for the first. */
  async stop(): Promise<void> {
    await this.#ending.run();
    rmSync(this.runFile, { force: true });
  }

  readonly #events = {
    ended: (name: string, how: string, delayMs: number) =>
      this.#progress.say(`${name} ended (${how}); starting it again in ${delayMs} ms`),
    restarted: (name: string, pid: number) => {
      this.#publish();
      this.#progress.say(`${name} runs again as process ${pid}`);
    },
  };

  async #startIssuer({ ports, keys }: ServerContext, publicUrl: string) {
    const issuer = await startIssuer({
      port: ports['issuer'] ?? 0,
      keyFile: join(keys.directory, 'issuer.jwk.json'),
      subscribers: demoSubscribers,
      redirectOrigins: [
        new URL(publicUrl).origin,
        `http://localhost:${ports['portal']}`,
        `http://127.0.0.1:${ports['portal']}`,
      ],
    });
    this.#ending.server(() => issuer.close());
    return issuer;
  }

  async #startServices({ ports, keys, directory }: ServerContext, { publicUrl, database, bus, mail, issuer }: Servers) {
    const shared: SharedSettings = {
      ...{ ports, keys, natsUrl: bus.url, issuer, publicUrl, caBundle: mail.caBundle },
      keyWrapperFile: join(directory, 'keys', 'key-wrapper'),
      own: this.options.environment,
    };
    await Promise.all(
      services.map((name) => this.#startService(name, serviceEnvironment(name, database.urlOf.get(name), shared))),
    );
  }

  async #startService(name: ServiceName, environment: Record<string, string>): Promise<void> {
    const healthPort = Number(environment[name === 'api-gateway' ? 'PORT' : 'HEALTH_PORT']);
    const { repository } = this.options;
    const logDirectory = this.#logDirectory;
    const launch = () => startServiceProcess({ name, repository, logDirectory, environment, healthPort });
    await this.#progress.step(name, async () => {
      const service = await Supervised.start(name, launch, this.#events);
      this.#services.set(name, service);
      this.#ending.service(() => service.stop());
    });
  }

  /** Gives a function that writes `run.json` as things are when it is called. */
  async #publisher({ keys }: ServerContext, { publicUrl, database, bus, mail, issuer }: Servers): Promise<() => void> {
    const fixed = {
      ...{ portalUrl: `${publicUrl}/`, apiUrl: publicUrl, natsUrl: bus.url, issuerUrl: issuer.issuer },
      telephony: natsAccess(keys, 'telephony'),
      administrator: natsAccess(keys, 'administrator'),
      subscribers: await runSubscribers(demoSubscribers, mail.mailPorts, issuer),
      ...{ logDirectory: this.#logDirectory, caFile: mail.caFile },
    };
    const processOf = ({ name, current }: Supervised<Running>) => ({ name, pid: current.pid });
    return () =>
      writeRunFile(this.runFile, {
        ...fixed,
        services: services
          .flatMap((name) => this.#services.get(name) ?? [])
          .map((one) => ({ ...processOf(one), readyMs: one.current.readyMs })),
        servers: [database.postgres, bus.nats, mail.dovecot].map(processOf),
      });
  }
}
