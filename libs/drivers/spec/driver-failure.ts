import type { Phase } from './attempt.js';
import type { ServerReply } from './server-reply.js';

export const driverFailureKinds = [
  'name-not-found',
  /** No DNS server answered: says nothing about the name. */
  'resolver-unavailable',
  'blocked-address',
  'connection-refused',
  'timed-out',
  /** A greeting, but of another protocol. */
  'not-this-protocol',
  /** TLS where cleartext was expected, or the reverse. */
  'wrong-security-mode',
  /** STARTTLS was asked for and the server has none. */
  'encryption-unavailable',
  'certificate-untrusted',
  'certificate-name-mismatch',
  'certificate-expired',
  'tls-too-old',
  /** A definite refusal of this user name and password: nothing temporary is ever called so. */
  'sign-in-refused',
  'sign-in-needs-encryption',
  'sign-in-method-missing',
  'mailbox-refused',
  'sender-refused',
  'recipient-refused',
  'message-refused',
  /** The server turned the connection itself away: BYE, -ERR, 4xx or 5xx instead of a greeting. */
  'server-refused',
  'disconnected',
  'protocol-violation',
  'temporarily-unavailable',
  'cancelled',
] as const;

export type DriverFailureKind = (typeof driverFailureKinds)[number];

export interface DriverFailureOptions {
  readonly phase?: Phase | 'use';
  readonly reply?: ServerReply | null;
  readonly cause?: unknown;
}

/**
 * The one error a driver throws; `kind` is closed, so a caller's switch is exhaustive.
 * The message holds the kind only: what the server said is in `reply`, where a caller has to ask for it.
 */
export class DriverFailure extends Error {
  override readonly name = 'DriverFailure';
  readonly kind: DriverFailureKind;
  /** `use`: after everything in `connect` had passed. */
  readonly phase: Phase | 'use';
  readonly reply: ServerReply | null;

  constructor(kind: DriverFailureKind, { phase = 'use', reply = null, cause }: DriverFailureOptions = {}) {
    super(`driver failed: ${kind}`, { cause });
    this.kind = kind;
    this.phase = phase;
    this.reply = reply;
  }

  /** The same failure, known to have happened in `phase`. */
  inPhase(phase: Phase | 'use'): DriverFailure {
    return new DriverFailure(this.kind, { phase, reply: this.reply, cause: this.cause });
  }
}

/** By name, not by class: the identity of an error must survive two copies of this package. */
export function isDriverFailure(error: unknown): error is DriverFailure {
  return error instanceof Error && error.name === 'DriverFailure';
}
