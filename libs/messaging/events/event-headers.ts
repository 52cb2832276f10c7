import type { EventContract, EventDataOf, Violation } from '@mail-access/contracts';
import type { Msg, MsgHdrs } from '@nats-io/transport-node';
import { z } from 'zod';
import { fromHeaders, toHeaders } from '../envelope/header-fields.js';
import { readTolerantly } from '../envelope/read-tolerantly.js';
import { violationsOf } from '../envelope/violations.js';
import type { ReceivedEvent } from './received-event.js';

/** What the outbox keeps of an event until the bus has it. */
export interface StoredEvent {
  readonly eventId: string;
  readonly eventName: string;
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly sequence: string;
  readonly correlationId: string;
  readonly traceParent: string;
  readonly createdAt: Date;
}

/** CloudEvents 1.0, NATS protocol binding in binary mode; `sequence` is the extension of that name. */
export function eventHeaders(event: StoredEvent): MsgHdrs {
  return toHeaders({
    'Nats-Msg-Id': event.eventId,
    'ce-specversion': '1.0',
    'ce-id': event.eventId,
    'ce-source': `/services/${event.eventName.split('.')[0]}`,
    'ce-type': event.eventName,
    'ce-subject': `${event.tenantId}/${event.subscriberId}`,
    'ce-time': event.createdAt.toISOString(),
    'ce-sequence': event.sequence,
    'ce-datacontenttype': 'application/json',
    'tenant-id': event.tenantId,
    'subscriber-id': event.subscriberId,
    'correlation-id': event.correlationId,
    traceparent: event.traceParent,
  });
}

const EventHeaders = z.object({
  'ce-id': z.string().min(1),
  'ce-type': z.string().min(1),
  'ce-time': z.string().min(1),
  'ce-sequence': z.string().regex(/^\d{1,15}$/),
  'tenant-id': z.string().min(1),
  'subscriber-id': z.string().min(1),
  'correlation-id': z.string().default(''),
  traceparent: z.string().optional(),
});

export type ReadEvent<C extends EventContract> =
  | { readonly ok: true; readonly event: ReceivedEvent<C>; readonly traceParent: string | undefined }
  | { readonly ok: false; readonly violations: readonly Violation[] };

/** The event of a message, or what keeps it from being one of this contract. */
export function readEvent<C extends EventContract>(contract: C, message: Pick<Msg, 'headers' | 'json'>): ReadEvent<C> {
  const headers = EventHeaders.safeParse(fromHeaders(message.headers));
  if (!headers.success) return { ok: false, violations: violationsOf(headers.error, ['headers']) };
  if (headers.data['ce-type'] !== contract.name) {
    return { ok: false, violations: [{ pointer: '/headers/ce-type', message: `expected ${contract.name}` }] };
  }
  let body: unknown;
  try {
    body = message.json();
  } catch {
    return { ok: false, violations: [{ pointer: '', message: 'not JSON' }] };
  }
  const data = readTolerantly(contract.data, body);
  if (!data.success) return { ok: false, violations: violationsOf(data.error) };
  return {
    ok: true,
    traceParent: headers.data.traceparent,
    event: {
      id: headers.data['ce-id'],
      tenantId: headers.data['tenant-id'],
      subscriberId: headers.data['subscriber-id'],
      sequence: Number(headers.data['ce-sequence']),
      occurredAt: headers.data['ce-time'],
      correlationId: headers.data['correlation-id'],
      data: data.data as EventDataOf<C>,
    },
  };
}
