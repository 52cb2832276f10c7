import type { Party } from '@mail-access/contracts';

/** Who asks, for whom, and until when. */
export interface RequestContext {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly correlationId: string;
  readonly idempotencyKey?: string | undefined;
  /** Of the input, see `inputFingerprint`: tells a repetition from another request under the same key. */
  readonly fingerprint?: string | undefined;
  /** The NATS user who asked, by the reply inbox that only this user may read; undefined for an inbox of nobody. */
  readonly caller: Party | undefined;
  /** Aborts when the caller has stopped waiting. Hand it to everything the handler waits for. */
  readonly signal: AbortSignal;
}
