import type { EventContract, InputOf, OutputOf, Party, RequestContract } from '@mail-access/contracts';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ReceivedEvent } from '../events/received-event.js';

export interface CallOptions {
  readonly tenantId: string;
  readonly subscriberId: string;
  /** Makes a request that changes something safe to repeat; drawn when left out. */
  readonly idempotencyKey?: string;
  /** Stops the wait: its reason is thrown, or `deadline-exceeded` when the reason is a time-out. */
  readonly signal?: AbortSignal;
  /** Milliseconds to wait instead of the contract's. */
  readonly deadlineMs?: number;
  /** The running context's when left out. */
  readonly correlationId?: string;
}

/** A party's place on the bus. */
export interface Bus {
  readonly party: Party;
  /** For what the contracts do not cover: streams, drains. Services use `request` and `observe`. */
  readonly connection: NatsConnection;
  /**
   * Asks and waits for the answer. Input and output are validated; with every other end of it a Refusal is thrown,
   * with a code of the contract or a universal one.
   */
  request<C extends RequestContract>(contract: C, input: InputOf<C>, options: CallOptions): Promise<OutputOf<C>>;
  /** Hears an event of every subscriber as it passes: at most once, nothing is kept for a listener that is away. */
  observe<C extends EventContract>(contract: C, handler: (event: ReceivedEvent<C>) => void): () => void;
  /** Resolves once connected, or after so many milliseconds; says which. What is published while away is lost. */
  whenConnected(withinMs: number): Promise<boolean>;
  /** Throws when the bus cannot be reached now; for a readiness check. */
  check(): Promise<void>;
  /** Sends what is under way, then disconnects. */
  close(): Promise<void>;
}
