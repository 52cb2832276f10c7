import type { EgressFailure, EgressFailureKind } from '@mail-access/egress';
import { DriverFailure, isDriverFailure, type DriverFailureKind } from './driver-failure.js';

/** How the failures of `libs/egress` read to the caller of a driver: the only place that says so. */
const kindOfEgressFailure: Record<EgressFailureKind, DriverFailureKind> = {
  'name-not-found': 'name-not-found',
  'resolver-unavailable': 'resolver-unavailable',
  'blocked-address': 'blocked-address',
  'connection-refused': 'connection-refused',
  'timed-out': 'timed-out',
  // EHOSTUNREACH and ENETUNREACH come from a router on the way: to a subscriber nobody answered.
  unreachable: 'timed-out',
  disconnected: 'disconnected',
  'not-tls': 'wrong-security-mode',
  'tls-too-old': 'tls-too-old',
  'tls-failed': 'protocol-violation',
  'certificate-untrusted': 'certificate-untrusted',
  'certificate-name-mismatch': 'certificate-name-mismatch',
  'certificate-expired': 'certificate-expired',
  cancelled: 'cancelled',
};

function isEgressFailure(error: unknown): error is EgressFailure {
  return error instanceof Error && error.name === 'EgressFailure';
}

/** A deadline (`AbortSignal.timeout`) and a cancellation are told apart by the signal's reason. */
export function failureOfAbort(signal: AbortSignal): DriverFailure {
  const timedOut = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  return new DriverFailure(timedOut ? 'timed-out' : 'cancelled', { cause: signal.reason });
}

/** Any error as a driver's. A fault of ours (a `TypeError`) stays what it is, so that it is logged as a defect. */
export function failureOf(error: unknown, signal?: AbortSignal): unknown {
  if (isDriverFailure(error)) return error;
  if (isEgressFailure(error)) return new DriverFailure(kindOfEgressFailure[error.kind], { cause: error });
  if (signal?.aborted) return failureOfAbort(signal);
  if (isSystemError(error)) return new DriverFailure('disconnected', { cause: error });
  return error;
}

/** Node puts `syscall` on what the operating system reported about a socket (ECONNRESET, EPIPE, …). */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
