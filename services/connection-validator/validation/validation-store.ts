import { isDeepStrictEqual } from 'node:util';
import type { ValidationState } from '@mail-access/contracts';
import type { Database } from '@mail-access/persistence';
import type { EntityManager } from 'typeorm';
import type { ConnectionRow } from '../connection/connection.entity.js';
import type { Owner } from '../credentials/credential-vault.js';
import type { StepChange } from '../validate-connection/step-sequence.js';
import type { FoundSettings } from './found-settings.js';
import { ValidationChangeRow } from './validation-change.entity.js';
import { ValidationRow } from './validation.entity.js';

/** How long a run belongs to a process that does not renew its claim, in seconds. */
export const leaseSeconds = 8;

/** Runs kept a connection, newest first. */
const keptRuns = 10;

export type RunEnd = Exclude<ValidationState, 'running'>;

/** What a heartbeat learns: go on, stop because the subscriber asked, or stop because the run is no longer ours. */
export type LeaseState = 'held' | 'cancel-requested' | 'lost';

/** Reads and writes runs. Every write of a runner names its owner and finds nothing once the run is over. */
export class ValidationStore {
  constructor(private readonly database: Database) {}

  async insertRunning(
    tx: EntityManager,
    run: { validationId: string; connection: ConnectionRow; language: ValidationRow['language']; owner: string },
  ): Promise<void> {
    const { validationId, connection, language, owner } = run;
    await tx.query(
      `INSERT INTO validation (validation_id, connection_id, tenant_id, subscriber_id, language, state, settings, found, owner, lease_until)
       VALUES ($1, $2, $3, $4, $5, 'running', $6, $7, $8, now() + make_interval(secs => $9))`,
      [
        validationId,
        connection.connectionId,
        connection.tenantId,
        connection.subscriberId,
        language,
        JSON.stringify(connection.settings),
        connection.provenWith && JSON.stringify(connection.provenWith),
        owner,
        leaseSeconds,
      ],
    );
    await tx.query(
      `DELETE FROM validation WHERE connection_id = $1 AND state <> 'running' AND validation_id NOT IN
         (SELECT validation_id FROM validation WHERE connection_id = $1 ORDER BY started_at DESC LIMIT $2)`,
      [connection.connectionId, keptRuns],
    );
  }

  /** The subscriber's run, or null when there is none of that id. */
  async find(owner: Owner, validationId: string): Promise<ValidationRow | null> {
    return this.database.dataSource.getRepository(ValidationRow).findOneBy({ validationId, ...owner });
  }

  async newestOf(connectionId: string): Promise<ValidationRow | null> {
    const rows = this.database.dataSource.getRepository(ValidationRow);
    return rows.findOne({ where: { connectionId }, order: { startedAt: 'DESC' } });
  }

  async runningOf(connectionId: string): Promise<ValidationRow | null> {
    return this.database.dataSource.getRepository(ValidationRow).findOneBy({ connectionId, state: 'running' });
  }

  async changesOf(validationId: string): Promise<ValidationChangeRow[]> {
    const rows = this.database.dataSource.getRepository(ValidationChangeRow);
    return rows.find({ where: { validationId }, order: { revision: 'ASC' } });
  }

  /**
   * Those of the changes that are not kept yet. A step ends once; it is `running` once more each time that it found
   * something, and what it found tells which time. Of a step whose end is kept nothing is added behind that.
   */
  async unwritten(tx: EntityManager, validationId: string, changes: readonly StepChange[]): Promise<StepChange[]> {
    const kept = await tx.getRepository(ValidationChangeRow).findBy({ validationId });
    const ended = new Set(kept.filter(({ state }) => state !== 'running').map(({ stepId }) => stepId));
    return changes.filter(
      (change) => !ended.has(change.stepId) && !kept.some((one) => one.stepId === change.stepId && isSame(one, change)),
    );
  }

  /**
   * Appends changes to a run that is still this owner's, and answers with the row as it then is; null when it is not.
   * The row stays locked until the transaction ends.
   */
  async append(
    tx: EntityManager,
    run: { validationId: string; owner: string },
    changes: readonly StepChange[],
    end: RunEnd | null,
  ): Promise<ValidationRow | null> {
    const added = changes.length + (end === null ? 0 : 1);
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE validation SET revision = revision + $3,
         state = coalesce($4, state), finished_at = CASE WHEN $4::text IS NULL THEN NULL ELSE now() END
       WHERE validation_id = $1 AND owner = $2 AND state = 'running'
       RETURNING validation_id`,
      [run.validationId, run.owner, added, end],
    );
    if (rows.length === 0) return null;
    const row = await tx.getRepository(ValidationRow).findOneByOrFail({ validationId: run.validationId });
    await insertChanges(tx, row, row.revision - added, changes, end);
    return row;
  }

  /** Keeps what a run found. A run that is no longer this owner's keeps nothing. */
  async keepFound(run: { validationId: string; owner: string }, found: FoundSettings): Promise<void> {
    const { validationId, owner } = run;
    await this.database.dataSource
      .getRepository(ValidationRow)
      .update({ validationId, owner, state: 'running' }, { found });
  }

  /** Renews the claim on a run. */
  async renewLease(run: { validationId: string; owner: string }): Promise<LeaseState> {
    const [rows] = await this.database.dataSource.query<[{ cancel_requested: boolean }[], number]>(
      `UPDATE validation SET lease_until = now() + make_interval(secs => $3)
       WHERE validation_id = $1 AND owner = $2 AND state = 'running' RETURNING cancel_requested`,
      [run.validationId, run.owner, leaseSeconds],
    );
    const row = rows[0];
    if (row === undefined) return 'lost';
    return row.cancel_requested ? 'cancel-requested' : 'held';
  }

  /** Asks the process that runs it to stop; `wakeChannel` tells it at once. */
  async requestCancel({ tenantId, subscriberId }: Owner, validationId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `UPDATE validation SET cancel_requested = true
         WHERE validation_id = $1 AND tenant_id = $2 AND subscriber_id = $3 AND state = 'running'`,
        [validationId, tenantId, subscriberId],
      );
      await wakeRunner(tx, validationId);
    });
  }

  /** Takes over the run whose process has been silent longest, of those not in `except`; null when there is none. */
  async claimAbandoned(tx: EntityManager, newOwner: string, except: readonly string[]): Promise<ValidationRow | null> {
    const [rows] = await tx.query<[{ validation_id: string }[], number]>(
      `UPDATE validation SET owner = $1 WHERE validation_id = (
         SELECT validation_id FROM validation WHERE state = 'running' AND lease_until < now() AND validation_id <> ALL ($2)
         ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING validation_id`,
      [newOwner, except],
    );
    const validationId = rows[0]?.validation_id;
    if (validationId === undefined) return null;
    return tx.getRepository(ValidationRow).findOneByOrFail({ validationId });
  }
}

/** PostgreSQL channel on which a runner hears that one of its runs shall stop; the payload is the validation id. */
export const wakeChannel = 'validation_cancel';

/** Wakes the process that runs a validation when the transaction commits. */
export async function wakeRunner(tx: EntityManager, validationId: string): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [wakeChannel, validationId]);
}

function isSame(kept: ValidationChangeRow, change: StepChange): boolean {
  return kept.state === change.state && isDeepStrictEqual(kept.discovery, change.discovery);
}

async function insertChanges(
  tx: EntityManager,
  row: ValidationRow,
  revisionBefore: number,
  changes: readonly StepChange[],
  end: RunEnd | null,
): Promise<void> {
  const rows = changes.map((change, index) => ({
    validationId: row.validationId,
    revision: revisionBefore + index + 1,
    stepId: change.stepId,
    state: change.state,
    elapsedMs: change.elapsedMs,
    diagnosis: change.finding?.diagnosis ?? null,
    notice: change.notice,
    serverText: change.finding?.serverText ?? null,
    retryable: change.finding?.retryable ?? null,
    retryAt: change.finding?.retryAt ?? null,
    discovery: change.discovery,
    happenedAt: new Date(),
  }));
  const ending =
    end === null
      ? []
      : [{ validationId: row.validationId, revision: row.revision, stepId: null, state: end, happenedAt: new Date() }];
  await tx.getRepository(ValidationChangeRow).insert([...rows, ...ending]);
}
