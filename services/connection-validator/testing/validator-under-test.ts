import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import {
  getConnection,
  getValidation,
  saveConnection,
  startValidation,
  type ConnectionSettings,
  type InputOf,
  type OutputOf,
  type Validation,
  type ValidationChange,
} from '@mail-access/contracts';
import { connectBus, provisionStreams, runService, type Bus, type RunningService } from '@mail-access/messaging';
import type { FullEgress } from '@mail-access/egress';
import { createLogger } from '@mail-access/observability';
import { generateSealingKey, sealSecret, Secret, type JWK } from '@mail-access/secret';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectionValidator } from '../assemble.js';
import { readConfiguration, type Configuration } from '../configuration.js';
import type { ProviderFiles } from '../providers/load-providers.js';
import { startVaultStandIn } from './vault-stand-in.js';

const logger = createLogger({ service: 'test', level: 'error' });

/** A subscriber of the test, with the calls that the gateway would make for them. */
export class SubscriberUnderTest {
  readonly owner = { tenantId: 'acme', subscriberId: `s-${randomUUID().slice(0, 8)}` };

  constructor(
    readonly bus: Bus,
    private readonly vaultKey: JWK,
  ) {}

  async save(
    settings: ConnectionSettings,
    password: string | null,
    options: { idempotencyKey?: string; language?: 'fr-CA' | 'en-CA' } = {},
  ): Promise<OutputOf<typeof saveConnection>> {
    const context = { ...this.owner, purpose: 'incoming' };
    const sealed =
      password === null ? {} : { sealedPassword: await sealSecret(this.vaultKey, Secret.of(password), context) };
    const input: InputOf<typeof saveConnection> = { settings, language: options.language ?? 'fr-CA', ...sealed };
    const key = options.idempotencyKey === undefined ? {} : { idempotencyKey: options.idempotencyKey };
    return this.bus.request(saveConnection, input, { ...this.owner, ...key });
  }

  /** Validates the saved connection again. */
  async validateAgain(): Promise<OutputOf<typeof startValidation>> {
    return this.bus.request(startValidation, { language: 'fr-CA' }, this.owner);
  }

  /** Every change of a run, in order. */
  async changes(validationId: string): Promise<readonly ValidationChange[]> {
    const input = { validationId, language: 'fr-CA', changesAfter: 0 } as const;
    return (await this.bus.request(getValidation, input, this.owner)).changes ?? [];
  }

  async validation(validationId: string, language: 'fr-CA' | 'en-CA' = 'fr-CA'): Promise<Validation> {
    return (await this.bus.request(getValidation, { validationId, language }, this.owner)).validation;
  }

  async connection(): Promise<OutputOf<typeof getConnection>['connection']> {
    return (await this.bus.request(getConnection, {}, this.owner)).connection;
  }

  /** Waits until a step has this state, or until the run is over. */
  async until(validationId: string, stepId: string, state: string): Promise<Validation> {
    for (;;) {
      const run = await this.validation(validationId);
      if (run.state !== 'running' || run.steps.some((step) => step.id === stepId && step.state === state)) return run;
      await sleep(20);
    }
  }

  async finished(validationId: string): Promise<Validation> {
    return this.until(validationId, 'never', 'never');
  }
}

export interface ValidatorUnderTest {
  readonly infrastructure: TestInfrastructure;
  readonly gateway: Bus;
  readonly configuration: Configuration;
  /** The settings of the service, for a process of its own. */
  readonly environment: Readonly<Record<string, string>>;
  subscriber(): SubscriberUnderTest;
  startReplica(): Promise<RunningService>;
  stop(): Promise<void>;
}

interface ValidatorSubstitutes {
  readonly replicas?: number;
  readonly providers?: ProviderFiles;
  readonly dns?: string;
  /** Another ISPDB than none. */
  readonly ispdbUrl?: string;
  readonly egress?: FullEgress;
}

/** A real bus and a real database, with a stand-in for the vault, and as many replicas of the service in this process. */
export async function startValidatorUnderTest(options: ValidatorSubstitutes = {}): Promise<ValidatorUnderTest> {
  const { replicas: count = 1, providers, dns, ispdbUrl = '', egress } = options;
  const infrastructure = await startTestInfrastructure();
  const { gateway, vaultBus, administrator } = await openBuses(infrastructure);
  await provisionStreams(administrator.connection);
  const [vaultKey, ownKey] = await Promise.all([
    generateSealingKey('credential-vault'),
    generateSealingKey('connection-validator'),
  ]);
  const stopVault = await startVaultStandIn(vaultBus, { own: vaultKey.privateJwk, caller: ownKey.publicJwk }, logger);
  const asks = { ISPDB_URL: ispdbUrl, ...(dns !== undefined && { DNS_SERVERS: dns }) };
  const environment = { ...(await environmentOn(infrastructure, ownKey.privateJwk)), ...asks };
  const configuration = readConfiguration(environment);
  const replicas: RunningService[] = [];
  const startReplica = async (): Promise<RunningService> => {
    const replica = await runService(connectionValidator(configuration, providers, egress && { egress }));
    replicas.push(replica);
    return replica;
  };
  for (let started = 0; started < count; started += 1) await startReplica();
  return {
    infrastructure,
    gateway,
    configuration,
    environment,
    subscriber: () => new SubscriberUnderTest(gateway, vaultKey.publicJwk),
    startReplica,
    stop: async () => {
      await Promise.all(replicas.map((replica) => replica.close()));
      await stopVault();
      await Promise.all([gateway.close(), vaultBus.close(), administrator.close()]);
      await infrastructure.stop();
    },
  };
}

async function openBuses({ nats }: TestInfrastructure): Promise<Record<'gateway' | 'vaultBus' | 'administrator', Bus>> {
  const on = (party: 'api-gateway' | 'credential-vault' | 'administrator'): Promise<Bus> =>
    connectBus({ servers: nats.url, credentials: { user: party, password: party }, party, logger });
  const [gateway, vaultBus, administrator] = await Promise.all([
    on('api-gateway'),
    on('credential-vault'),
    on('administrator'),
  ]);
  return { gateway, vaultBus, administrator };
}

async function environmentOn({ postgres, nats }: TestInfrastructure, sealingKey: JWK): Promise<Record<string, string>> {
  return {
    DATABASE_URL: await postgres.createServiceRole('connection-validator'),
    NATS_URL: nats.url,
    NATS_CREDENTIALS: 'connection-validator:connection-validator',
    SEALING_KEY: JSON.stringify(sealingKey),
    EGRESS_ALLOW: '127.0.0.0/8',
    LOG_LEVEL: 'error',
  };
}
