import { randomUUID } from 'node:crypto';
import { type EventContract, type EventDataOf, SubscriberId, TenantId } from '@mail-access/contracts';
import { currentContext } from '@mail-access/observability';
import type { Transaction } from '@mail-access/persistence';
import { trace } from '@opentelemetry/api';
import { traceParentOf } from '../envelope/trace-parent.js';
import { violationsOf } from '../envelope/violations.js';

/** Whose event it is: the last two tokens of its subject. */
export interface EventOwner {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** Half of what NATS takes in one message by default. A larger event would block its subject in the outbox for ever. */
const longestData = 512 * 1024;

/**
 * Writes an event into the outbox: it is published if the transaction commits, and only then. Throws on data that does
 * not fit the contract, and rolls the transaction back with it.
 */
export function publishEvent<C extends EventContract>(
  tx: Transaction,
  contract: C,
  owner: EventOwner,
  data: EventDataOf<C>,
): Promise<void> {
  return publishEvents(tx, contract, owner, [data]);
}

/** Several events of one name and subscriber, in their order, in one statement. */
export async function publishEvents<C extends EventContract>(
  tx: Transaction,
  contract: C,
  owner: EventOwner,
  data: readonly EventDataOf<C>[],
): Promise<void> {
  if (data.length === 0) return;
  await tx.query(insert, [
    contract.name,
    TenantId.parse(owner.tenantId),
    SubscriberId.parse(owner.subscriberId),
    currentContext()?.correlationId ?? randomUUID(),
    traceParentOf(trace.getActiveSpan()?.spanContext()),
    data.map((each) => jsonOf(contract, each)),
  ]);
}

function jsonOf<C extends EventContract>(contract: C, data: EventDataOf<C>): string {
  const checked = contract.data.safeParse(data);
  if (!checked.success) {
    const pointers = violationsOf(checked.error).map((violation) => violation.pointer);
    throw new Error(`event ${contract.name} does not fit its contract at ${pointers.join(', ')}`);
  }
  const json = JSON.stringify(checked.data);
  if (json.length > longestData) throw new Error(`event ${contract.name} is longer than ${longestData} characters`);
  return json;
}

/**
 * The sequence row stays locked until the transaction ends, and the position is drawn after that lock: of one event
 * name and subscriber, sequences, positions and commits have one order, without gaps.
 */
const insert = `
  with next as (
    insert into outbox_sequence as s (event_name, tenant_id, subscriber_id, last_sequence)
    values ($1::text, $2::text, $3::text, cardinality($6::text[]))
    on conflict (event_name, tenant_id, subscriber_id) do update set last_sequence = s.last_sequence + cardinality($6::text[])
    returning last_sequence
  )
  insert into outbox (event_name, tenant_id, subscriber_id, sequence, correlation_id, trace_parent, data)
  select $1::text, $2::text, $3::text, last_sequence - cardinality($6::text[]) + place, $4, $5, item
  from next, unnest($6::text[]) with ordinality as given (item, place) order by place
  returning pg_notify(current_schema() || '_outbox', '')`;
