import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@mail-access/contracts';
import { startIssuer } from '../issuer/issuer.js';
import { buildPortal } from './build-portal.js';
import { demoSubscribers } from './demo-subscribers.js';
import { Ending } from './ending.js';
import { prepareKeys } from './keys.js';
import { choosePorts } from './ports.js';
import { Progress } from './progress.js';
import { natsAccess, runSubscribers, writeRunFile } from './run-file.js';
import type { RunFile } from './run-file.js';
import { fetchPackages, startBus, startDatabase, startMail } from './servers.js';
import type { ServerContext } from './servers.js';
import { serviceEnvironment } from './service-environment.js';
import type { SharedSettings } from './service-environment.js';
import { startServiceProcess } from './service-process.js';
import type { ServiceProcess } from './service-process.js';
import { Supervised } from './supervisor.js';

export interface LocalRunOptions {
  repository: string;
  /** Everything the run keeps is below this folder. */
  directory: string;
  environment: NodeJS.ProcessEnv;
}

/** All of Mail access on this machine: servers, demo mailboxes, issuer and services. */
export class LocalRun {
  readonly #progress = new Progress();
  readonly #ending = new Ending();
  readonly #services = new Map<string, Supervised<ServiceProcess>>();
  #publish: () => void = () => undefined;

  constructor(private readonly options: LocalRunOptions) {}

  get runFile(): string {
    return join(this.options.directory, 'run.json');
  }

  async start(): Promise<void> {
    const { directory, environment, repository } = this.options;
    const logDirectory = join(directory, 'log');
    mkdirSync(logDirectory, { recursive: true });
    rmSync(this.runFile, { force: true });
    const [ports, keys] = await Promise.all([
      choosePorts(join(directory, 'ports.json'), portOf(environment['PORT'])),
      prepareKeys(join(directory, 'keys')),
      fetchPackages(this.#progress),
    ]);
    const context: ServerContext = {
      directory,
      ports,
      keys,
      progress: this.#progress,
      ending: this.#ending,
      events: this.#events,
    };
    const publicUrl = environment['PUBLIC_URL'] || `http://localhost:${ports['portal']}`;
    const [database, bus, mail, issuer] = await Promise.all([
      startDatabase(context),
      startBus(context),
      startMail(context, demoSubscribers, environment['NODE_EXTRA_CA_CERTS']),
      this.#startIssuer(context, publicUrl),
      this.#progress.step('portal page', () => buildPortal(repository)),
    ]);
    const shared: SharedSettings = {
      ...{ ports, keys, natsUrl: bus.url, issuer, publicUrl, caBundle: mail.caBundle, own: environment },
      keyWrapperFile: join(directory, 'keys', 'key-wrapper'),
    };
    await Promise.all(
      services.map((name) =>
        this.#startService(name, logDirectory, serviceEnvironment(name, database.urlOf.get(name), shared)),
      ),
    );
    const subscribers = await runSubscribers(demoSubscribers, mail.mailPorts, issuer);
    this.#publish = () =>
      writeRunFile(this.runFile, {
        ...urls(publicUrl, bus.url, issuer.issuer),
        telephony: natsAccess(keys, 'telephony'),
        administrator: natsAccess(keys, 'administrator'),
        subscribers,
        services: [...this.#services].map(([name, { current }]) => ({
          name,
          pid: current.pid,
          readyMs: current.readyMs,
        })),
        servers: [database.postgres, bus.nats, mail.dovecot].map(({ name, current }) => ({ name, pid: current.pid })),
        ...{ logDirectory, caFile: mail.caFile },
      });
    if (this.#ending.begun) return;
    this.#publish();
    this.#progress.say(`Mail access is ready at ${publicUrl}/ (${this.#progress.elapsed()}, Ctrl-C ends it)`);
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

  async #startService(name: (typeof services)[number], logDirectory: string, environment: Record<string, string>) {
    const healthPort = Number(environment[name === 'api-gateway' ? 'PORT' : 'HEALTH_PORT']);
    const { repository } = this.options;
    const launch = () => startServiceProcess({ name, repository, logDirectory, environment, healthPort });
    await this.#progress.step(name, async () => {
      const service = await Supervised.start(name, launch, this.#events);
      this.#services.set(name, service);
      this.#ending.service(() => service.stop());
    });
  }
}

function urls(
  publicUrl: string,
  natsUrl: string,
  issuerUrl: string,
): Pick<RunFile, 'portalUrl' | 'apiUrl' | 'natsUrl' | 'issuerUrl'> {
  const base = publicUrl.replace(/\/$/, '');
  return { portalUrl: `${base}/`, apiUrl: base, natsUrl, issuerUrl };
}

function portOf(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}
