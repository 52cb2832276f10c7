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
export async function publishEvent<C extends EventContract>(
  tx: Transaction,
  contract: C,
  owner: EventOwner,
  data: EventDataOf<C>,
): Promise<void> {
  const checked = contract.data.safeParse(data);
  if (!checked.success) {
    const pointers = violationsOf(checked.error).map((violation) => violation.pointer);
    throw new Error(`event ${contract.name} does not fit its contract at ${pointers.join(', ')}`);
  }
  const json = JSON.stringify(checked.data);
  if (json.length > longestData) throw new Error(`event ${contract.name} is longer than ${longestData} characters`);
  await tx.query(insert, [
    contract.name,
    TenantId.parse(owner.tenantId),
    SubscriberId.parse(owner.subscriberId),
    currentContext()?.correlationId ?? randomUUID(),
    traceParentOf(trace.getActiveSpan()?.spanContext()),
    json,
  ]);
}

/**
 * The sequence row stays locked until the transaction ends, and the position is drawn after that lock: of one event
 * name and subscriber, sequences, positions and commits have one order, without gaps.
 */
const insert = `
  with next as (
    insert into outbox_sequence as s (event_name, tenant_id, subscriber_id, last_sequence)
    values ($1::text, $2::text, $3::text, 1)
    on conflict (event_name, tenant_id, subscriber_id) do update set last_sequence = s.last_sequence + 1
    returning last_sequence
  )
  insert into outbox (event_name, tenant_id, subscriber_id, sequence, correlation_id, trace_parent, data)
  select $1::text, $2::text, $3::text, last_sequence, $4, $5, $6 from next
  returning pg_notify(current_schema() || '_outbox', '')`;
