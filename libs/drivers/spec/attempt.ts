import type { Egress } from '@mail-access/egress';

/** What a sign-in goes through, in order. A driver leaves out what does not apply: `secure` when security is `none`, `sign-in` without a credential, `open-inbox` for submission. */
export type Phase = 'resolve' | 'connect' | 'secure' | 'sign-in' | 'open-inbox';

/**
 * One try at a server. The caller decides what a phase means to it (a step on a page, a span) and how long it may take:
 * `phase` hands its work a signal that ends with the phase's deadline, the run's, or a cancellation.
 */
export interface Attempt {
  readonly egress: Egress;
  /** Ends the whole attempt. */
  readonly signal: AbortSignal;
  phase<T>(name: Phase, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** An attempt whose phases mean nothing to anyone: all of them run under the one signal. */
export function plainAttempt(egress: Egress, signal: AbortSignal): Attempt {
  return { egress, signal, phase: (_name, work) => work(signal) };
}
