import { recordEvent, recordOutbox } from '@mail-access/observability';
import type { Transaction } from '@mail-access/persistence';
import type { JetStreamClient } from '@nats-io/jetstream';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { contextOf, traceParentOf } from '../envelope/trace-parent.js';
import { eventHeaders, type StoredEvent } from './event-headers.js';

interface OutboxRow extends StoredEvent {
  readonly position: string;
  readonly data: string;
}

export interface BatchOutcome {
  /** There may be more to publish. */
  readonly more: boolean;
  /** Why some of it stayed; what was acknowledged is deleted all the same. */
  readonly failure?: unknown;
}

export const batchSize = 200;
/** Well below the 30 s after which a transaction that waits for the stream is ended, and all it published comes again. */
const longestMs = 10_000;

/**
 * Publishes the oldest rows of a schema's outbox and deletes what the stream acknowledged. Does nothing while another
 * relay is at it.
 */
export async function relayBatch(
  tx: Transaction,
  schema: string,
  stream: JetStreamClient,
  publishingMs = longestMs,
): Promise<BatchOutcome> {
  const [lock] = await tx.query<{ taken: boolean }[]>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as taken',
    [`outbox ${schema}`],
  );
  if (lock?.taken !== true) return { more: false };
  const rows = await tx.query<OutboxRow[]>(select, [batchSize]);
  const { positions, failure } = await publishInOrder(rows, stream, performance.now() + publishingMs);
  if (positions.length > 0) await tx.query('delete from outbox where position = any($1::bigint[])', [positions]);
  await measure(tx);
  const more = rows.length === batchSize || positions.length < rows.length;
  return { more: more && failure === undefined, failure };
}

const select = `
  select position, event_id as "eventId", event_name as "eventName", tenant_id as "tenantId",
         subscriber_id as "subscriberId", sequence, correlation_id as "correlationId", trace_parent as "traceParent",
         created_at as "createdAt", data
  from outbox order by position limit $1`;

/** Subjects side by side, the events of one subject one after the other: after a failure its later ones must wait. */
async function publishInOrder(
  rows: readonly OutboxRow[],
  stream: JetStreamClient,
  until: number,
): Promise<{ positions: string[]; failure: unknown }> {
  const positions: string[] = [];
  let failure: unknown;
  const lanes = Map.groupBy(rows, subjectOf);
  await Promise.all(
    [...lanes].map(async ([subject, lane]) => {
      for (const row of lane) {
        if (failure !== undefined || performance.now() > until) return;
        try {
          await publish(stream, subject, row);
          positions.push(row.position);
        } catch (error) {
          failure ??= error;
        }
      }
    }),
  );
  return { positions, failure };
}

function subjectOf(row: OutboxRow): string {
  return `event.${row.eventName}.${row.tenantId}.${row.subscriberId}`;
}

async function publish(stream: JetStreamClient, subject: string, row: OutboxRow): Promise<void> {
  const parent = contextOf(row.traceParent);
  const span = trace.getTracer('mail-access').startSpan(
    `publish ${row.eventName}`,
    {
      kind: SpanKind.PRODUCER,
      attributes: {
        'messaging.system': 'nats',
        'messaging.operation.name': 'publish',
        'messaging.operation.type': 'send',
        'messaging.destination.name': row.eventName,
      },
    },
    parent,
  );
  try {
    const headers = eventHeaders({ ...row, traceParent: traceParentOf(span.spanContext()) });
    await stream.publish(subject, row.data, { headers });
    recordEvent({ name: row.eventName, outcome: 'published' });
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

async function measure(tx: Transaction): Promise<void> {
  const [left] = await tx.query<{ pending: number; oldestMs: number }[]>(
    `select count(*)::int as pending,
            coalesce(extract(epoch from now() - min(created_at)) * 1000, 0)::float8 as "oldestMs"
     from (select created_at from outbox order by position limit 10000) as oldest`,
  );
  if (left !== undefined) recordOutbox(left);
}
