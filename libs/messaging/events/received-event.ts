import type { EventContract, EventDataOf } from '@mail-access/contracts';

/** An event as a consumer gets it, its data validated. */
export interface ReceivedEvent<C extends EventContract = EventContract> {
  /** The same for every delivery of the event. */
  readonly id: string;
  readonly tenantId: string;
  readonly subscriberId: string;
  /** Counts the events of this name and subscriber from 1, in the order of their transactions. */
  readonly sequence: number;
  /** RFC 3339 UTC: when its transaction wrote it. */
  readonly occurredAt: string;
  /** Of the call that caused it. */
  readonly correlationId: string;
  readonly data: EventDataOf<C>;
}
