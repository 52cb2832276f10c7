import type { EventContract, EventDataOf, InputOf, OutputOf, RequestContract } from '@mail-access/contracts';

export interface BusRequestOptions {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly idempotencyKey?: string;
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/** What the gateway needs of the bus: `libs/messaging` provides it, and tests a scripted one. */
export interface ContractBus {
  /** Throws a `Refusal` that the contract declares, or a universal one. */
  request<C extends RequestContract>(contract: C, input: InputOf<C>, options: BusRequestOptions): Promise<OutputOf<C>>;
  /** Hears events of every subscriber as they pass, at most once each. Returns the way to stop. */
  observe<C extends EventContract>(
    contract: C,
    handler: (event: { readonly data: EventDataOf<C> }) => void,
  ): () => void;
}
