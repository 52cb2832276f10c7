import type { OutputOf, RequestContract } from '@mail-access/contracts';
import type { Database, Transaction } from '@mail-access/persistence';
import { readTolerantly } from '../envelope/read-tolerantly.js';
import type { RequestContext } from '../serve/request-context.js';

type Caller = Pick<RequestContext, 'tenantId' | 'subscriberId' | 'idempotencyKey'>;

/**
 * Does the work once for an idempotency key of a subscriber, and remembers its output for two days: whoever repeats the
 * request gets it without the work. A repetition that comes meanwhile waits for the first. A throw remembers nothing.
 * Without a key it just works.
 */
export async function once<C extends RequestContract>(
  tx: Transaction,
  contract: C,
  caller: Caller,
  work: () => Promise<OutputOf<C>>,
): Promise<OutputOf<C>> {
  if (caller.idempotencyKey === undefined) return work();
  const key = [contract.subject, caller.tenantId, caller.subscriberId, caller.idempotencyKey];
  const first = await tx.query<unknown[]>(
    `insert into handled_request (subject, tenant_id, subscriber_id, idempotency_key) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    key,
  );
  if (first.length === 0) return rememberedOutput(tx, contract, key);
  const output = await work();
  await tx.query(
    `update handled_request set output = $5
     where subject = $1 and tenant_id = $2 and subscriber_id = $3 and idempotency_key = $4`,
    [...key, JSON.stringify(output)],
  );
  return output;
}

/** The output that `once` remembers for this key; null when there is none. For work that begins before its transaction. */
export async function recall<C extends RequestContract>(
  database: Database,
  contract: C,
  caller: Caller,
): Promise<OutputOf<C> | null> {
  if (caller.idempotencyKey === undefined) return null;
  const key = [contract.subject, caller.tenantId, caller.subscriberId, caller.idempotencyKey];
  const rows = await database.dataSource.query<RememberedRow[]>(selectRemembered, key);
  return rows.length === 0 ? null : outputOf(contract, rows[0]);
}

async function rememberedOutput<C extends RequestContract>(
  tx: Transaction,
  contract: C,
  key: readonly string[],
): Promise<OutputOf<C>> {
  const [row] = await tx.query<RememberedRow[]>(selectRemembered, [...key]);
  return outputOf(contract, row);
}

interface RememberedRow {
  readonly output: string | null;
}

const selectRemembered = `select output from handled_request
  where subject = $1 and tenant_id = $2 and subscriber_id = $3 and idempotency_key = $4`;

function outputOf<C extends RequestContract>(contract: C, row: RememberedRow | undefined): OutputOf<C> {
  const read = readTolerantly(contract.output, JSON.parse(row?.output ?? 'null'));
  if (!read.success) throw new Error(`the remembered output of ${contract.subject} does not fit its contract`);
  return read.data as OutputOf<C>;
}
