import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Refusal,
  type Language,
  type RequestContract,
  type saveConnection,
  type startValidation,
} from '@mail-access/contracts';
import type { Database } from '@mail-access/persistence';
import { QueryFailedError, type EntityManager } from 'typeorm';
import type { ConnectionRow } from '../connection/connection.entity.js';
import type { ValidationRunner } from '../validate-connection/validation-runner.js';
import { ValidationRow } from '../validation/validation.entity.js';
import type { ValidationStore } from '../validation/validation-store.js';

const stopPollMs = 20;
const stopPatienceMs = 3_000;
const uniqueViolation = '23505';

type Starts = typeof saveConnection | typeof startValidation;

/** Begins runs, one at a time a connection. */
export class ValidationStarter {
  constructor(
    private readonly database: Database,
    private readonly store: ValidationStore,
    private readonly runner: ValidationRunner,
  ) {}

  /** @throws Refusal `overloaded` */
  assertCapacity(contract: RequestContract): void {
    this.runner.assertCapacity(contract);
  }

  /** The run of a connection that is under way; null when there is none. */
  runningOf(connectionId: string): Promise<ValidationRow | null> {
    return this.store.runningOf(connectionId);
  }

  /** Stops a run, and returns when it is over. @throws Refusal `validation-running` when it does not end */
  async stop(running: ValidationRow, contract: Starts): Promise<void> {
    const { connectionId, validationId } = running;
    await this.store.requestCancel(running, validationId);
    for (const patience = performance.now() + stopPatienceMs; performance.now() < patience;) {
      if ((await this.store.runningOf(connectionId))?.validationId !== validationId) return;
      await sleep(stopPollMs);
    }
    throw new Refusal(contract as typeof startValidation, 'validation-running', { validationId });
  }

  /** Inserts a run that belongs to this process; `run` starts it once the transaction is committed. */
  async begin(
    tx: EntityManager,
    connection: ConnectionRow,
    language: Language,
    contract: Starts,
  ): Promise<{ connectionId: string; validationId: string }> {
    const validationId = randomUUID();
    const { connectionId } = connection;
    const owner = this.runner.instanceId;
    try {
      await this.store.insertRunning(tx, { validationId, connection, language, owner });
    } catch (error) {
      const running = await this.#winnerOf(error, connectionId);
      throw new Refusal(
        contract as typeof startValidation,
        'validation-running',
        { validationId: running },
        { cause: error },
      );
    }
    return { connectionId, validationId };
  }

  /** Runs what `begin` inserted. A run that a remembered answer names belongs to whoever began it, and is left alone. */
  async run(validationId: string): Promise<void> {
    const rows = this.database.dataSource.getRepository(ValidationRow);
    const run = await rows.findOneBy({ validationId, state: 'running', owner: this.runner.instanceId });
    if (run !== null) void this.runner.start(run);
  }

  /** The run that was there first, when that is what the database objected to. */
  async #winnerOf(error: unknown, connectionId: string): Promise<string> {
    const code: unknown = error instanceof QueryFailedError ? (error.driverError as { code?: unknown }).code : null;
    if (code !== uniqueViolation) throw error;
    const running = await this.store.runningOf(connectionId);
    if (running === null) throw error;
    return running.validationId;
  }
}
