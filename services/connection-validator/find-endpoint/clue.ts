import type { Diagnosis, DiscoveryOutcome } from '@mail-access/contracts';
import { failureOf, isDriverFailure } from '@mail-access/driver-spec';
import { diagnoseFailureKind } from '@mail-access/wording';

/** What a reason is about. */
interface About {
  /** The host that was asked. */
  readonly host: string;
  /** The names in its certificate, wildcards too, when the name that was asked is not among them. */
  readonly certificateNames?: readonly string[];
}

/** What came of asking one place for EWS. */
export type Clue =
  /** It answers, at a host that belongs to whoever owns what was typed, or the e-mail domain. */
  | { readonly kind: 'endpoint'; readonly url: string }
  /** It answers, and somebody has to agree to the host first. */
  | ({ readonly kind: 'foreign-endpoint'; readonly url: string; readonly diagnosis: Diagnosis } & About)
  /** A mailbox there opens only by the sign-in of that company. */
  | {
      readonly kind: 'sign-in';
      readonly signIn: 'google' | 'microsoft';
      readonly diagnosis: 'oauth-required' | 'service-retired';
    }
  /** `answered`: the server said something; another question to it may be worth asking. */
  | ({ readonly kind: 'dead-end'; readonly diagnosis: Diagnosis; readonly answered: boolean } & About);

export type DeadEnd = Extract<Clue, { kind: 'dead-end' }>;

const kinds: readonly Clue['kind'][] = ['endpoint', 'sign-in', 'foreign-endpoint', 'dead-end'];

/**
 * The more telling a reason, the earlier: what was refused by us, what is wrong with a server that is there, what it
 * said, what never answered, and last that there is nothing.
 */
const mostTelling: readonly Diagnosis[] = [
  'blocked-address',
  'certificate-name-mismatch',
  'certificate-untrusted',
  'certificate-expired',
  'tls-too-old',
  'provider-unsupported',
  'service-retired',
  'rate-limited',
  'server-misbehaved',
  'temporarily-unavailable',
  'encryption-unavailable',
  'connection-timed-out',
  'connection-refused',
  'address-not-found',
  'mailbox-unavailable',
  'endpoint-not-found',
];

function weight(clue: Clue): number {
  const byReason = clue.kind === 'dead-end' ? mostTelling.indexOf(clue.diagnosis) : 0;
  return kinds.indexOf(clue.kind) * 100 + (byReason === -1 ? mostTelling.length : byReason);
}

/** The clue that decides; of equals the first. Null when there is none at all. */
export function bestClue(clues: readonly (Clue | null)[]): Clue | null {
  return clues.reduce((best, clue) => {
    if (best === null || clue === null) return best ?? clue;
    return weight(clue) < weight(best) ? clue : best;
  }, null);
}

/** Whether nothing that is asked later could change the answer. */
export function isSettled(clue: Clue | null): boolean {
  return clue?.kind === 'endpoint' || clue?.kind === 'sign-in';
}

export function deadEnd(diagnosis: Diagnosis, host: string, answered = true): DeadEnd {
  return { kind: 'dead-end', diagnosis, host, answered };
}

/** A failure on the way to a host. @throws what is no such failure, and a cancellation */
export function deadEndOf(error: unknown, host: string): DeadEnd {
  const failure = failureOf(error);
  if (!isDriverFailure(failure) || failure.kind === 'cancelled') throw error;
  // On the port of https: something else is there, and no security mode would change that.
  const notHttps = failure.kind === 'wrong-security-mode';
  return deadEnd(notHttps ? 'endpoint-not-found' : diagnoseFailureKind(failure.kind), host, false);
}

const outcomes: Partial<Record<Diagnosis, DiscoveryOutcome>> = {
  'blocked-address': 'blocked',
  'connection-timed-out': 'timed-out',
  'connection-refused': 'unreachable',
  'temporarily-unavailable': 'unreachable',
  'rate-limited': 'unreachable',
  'address-not-found': 'not-found',
  'endpoint-not-found': 'not-found',
  'mailbox-unavailable': 'not-found',
  'provider-unsupported': 'not-offered',
  'service-retired': 'not-offered',
};

/** The clue as one line of what was tried. */
export function outcomeOf(clue: Clue): DiscoveryOutcome {
  return clue.kind === 'dead-end' ? (outcomes[clue.diagnosis] ?? 'invalid') : 'found';
}
