import { type OutputOf, Refusal, type RequestContract } from '@mail-access/contracts';
import { type Database, databaseTrouble, type Transaction } from '@mail-access/persistence';
import { readTolerantly } from '../envelope/read-tolerantly.js';
import type { RequestContext } from '../serve/request-context.js';

type Caller = Pick<RequestContext, 'tenantId' | 'subscriberId' | 'idempotencyKey' | 'fingerprint'>;

/**
 * Does the work once for an idempotency key of a subscriber, and remembers its output for two days: whoever repeats the
 * request gets it without the work. A repetition that comes meanwhile waits for the first. A throw remembers nothing.
 * Without a key it just works.
 * @throws Refusal `idempotency-key-reused` for another input under the key, `request-in-progress` when the first one
 *   takes longer than the database's lock time-out
 */
export async function once<C extends RequestContract>(
  tx: Transaction,
  contract: C,
  caller: Caller,
  work: () => Promise<OutputOf<C>>,
): Promise<OutputOf<C>> {
  if (caller.idempotencyKey === undefined) return work();
  const key = keyOf(contract, caller, caller.idempotencyKey);
  if (!(await claim(tx, contract, key, caller))) {
    const [row] = await tx.query<RememberedRow[]>(selectRemembered, key);
    return outputOf(contract, caller, row);
  }
  const output = await work();
  await tx.query(
    `update handled_request set output = $5
     where subject = $1 and tenant_id = $2 and subscriber_id = $3 and idempotency_key = $4`,
    [...key, JSON.stringify(output)],
  );
  return output;
}

/**
 * The output that `once` remembers for this key; null when there is none. For work that begins before its transaction.
 * @throws Refusal `idempotency-key-reused` for another input under the key
 */
export async function recall<C extends RequestContract>(
  database: Database,
  contract: C,
  caller: Caller,
): Promise<OutputOf<C> | null> {
  if (caller.idempotencyKey === undefined) return null;
  const key = keyOf(contract, caller, caller.idempotencyKey);
  const rows = await database.dataSource.query<RememberedRow[]>(selectRemembered, key);
  return rows.length === 0 ? null : outputOf(contract, caller, rows[0]);
}

function keyOf(contract: RequestContract, caller: Caller, idempotencyKey: string): string[] {
  return [contract.subject, caller.tenantId, caller.subscriberId, idempotencyKey];
}

/** False: the key is taken, by a request that is over. Waits for one that is not. */
async function claim(tx: Transaction, contract: RequestContract, key: string[], caller: Caller): Promise<boolean> {
  try {
    const claimed = await tx.query<unknown[]>(
      `insert into handled_request (subject, tenant_id, subscriber_id, idempotency_key, fingerprint)
       values ($1, $2, $3, $4, $5) on conflict do nothing returning 1`,
      [...key, caller.fingerprint ?? null],
    );
    return claimed.length > 0;
  } catch (error) {
    if (databaseTrouble(error) === 'contended')
      throw new Refusal(contract, 'request-in-progress', {}, { cause: error });
    throw error;
  }
}

interface RememberedRow {
  readonly output: string | null;
  /** Null: written before inputs were compared. */
  readonly fingerprint: string | null;
}

const selectRemembered = `select output, fingerprint from handled_request
  where subject = $1 and tenant_id = $2 and subscriber_id = $3 and idempotency_key = $4`;

function outputOf<C extends RequestContract>(contract: C, caller: Caller, row: RememberedRow | undefined): OutputOf<C> {
  const before = row?.fingerprint ?? caller.fingerprint;
  if (before !== caller.fingerprint) throw new Refusal<RequestContract>(contract, 'idempotency-key-reused', {});
  const read = readTolerantly(contract.output, JSON.parse(row?.output ?? 'null'));
  if (!read.success) throw new Error(`the remembered output of ${contract.subject} does not fit its contract`);
  return read.data as OutputOf<C>;
}
