import type { z } from 'zod';
import type { Party, ServiceName } from './party.js';

interface EventDeclaration<N extends string, D extends z.ZodType> {
  /** `<service>.v1.<event>`; the subject on the bus is `event.<name>.<tenant>.<subscriber>`. */
  readonly name: N;
  readonly summary: string;
  /** Who gets it at least once, on a durable consumer of their own. */
  readonly consumers: readonly Party[];
  /** Who may listen to it as it passes, with no promise: a hint to look again, never the only news. */
  readonly observers?: readonly Party[];
  readonly data: D;
}

/** An event of the bus: CloudEvents 1.0, published only through the outbox of the service that owns it. */
export interface EventContract<N extends string = string, D extends z.ZodType = z.ZodType> extends EventDeclaration<
  N,
  D
> {
  readonly kind: 'event';
  readonly service: ServiceName;
  /** The event without its service, as `connection-erased`. */
  readonly event: string;
}

export type EventDataOf<C extends EventContract> = z.output<C['data']>;

/** Declares an event. The name must read `<service>.v1.<event>`. */
export function defineEvent<const N extends `${ServiceName}.v1.${string}`, D extends z.ZodType>(
  declaration: EventDeclaration<N, D>,
): EventContract<N, D> {
  const [service, , event] = declaration.name.split('.') as [ServiceName, 'v1', string];
  return { kind: 'event', service, event, ...declaration };
}

/** The subject of one subscriber's event. Tenant and subscriber are subject tokens: no dot, no wildcard, no space. */
export function eventSubject(contract: EventContract, tenantId: string, subscriberId: string): string {
  return `event.${contract.name}.${tenantId}.${subscriberId}`;
}

/** The filter that matches an event of every subscriber. */
export function eventFilter(contract: EventContract): string {
  return `event.${contract.name}.*.*`;
}
