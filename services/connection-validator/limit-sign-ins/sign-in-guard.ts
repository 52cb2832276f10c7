import { isDriverFailure } from '@mail-access/driver-spec';
import type { Logger } from '@mail-access/observability';
import { hostKey } from '../discover-settings/host-key.js';
import type { Owner } from '../credentials/credential-vault.js';
import type { PostgresSignInLimit, SignInAttempt } from './sign-in-limit.js';

/** A sign-in at a host, and what its refusal looks like. */
interface GuardedSignIn<T> {
  readonly host: string;
  readonly signal: AbortSignal;
  /** Whether this error is the server's definite refusal. */
  readonly isRefusal: (error: unknown) => boolean;
  readonly work: () => Promise<T>;
}

/** Lets a sign-in through, or throws `SignInsSpent` before the server hears of it. */
export type SignInGuard = <T>(signIn: GuardedSignIn<T>) => Promise<T>;

/** For servers that the subscriber typed: it is theirs to know how often they may be asked. */
export const unguarded: SignInGuard = ({ work }) => work();

/** Whose sign-ins at a host are counted together: a provider's server tells its customers apart, any other one may not. */
export function placeOf(host: string, owner: Owner, isKnownHost: (host: string) => boolean): string {
  const key = hostKey(host);
  return isKnownHost(key) ? JSON.stringify([key, owner.tenantId, owner.subscriberId]) : key;
}

/** We left before the server said anything: it may still have refused, and counted. */
function isOpen(error: unknown): boolean {
  return isDriverFailure(error) && (error.kind === 'cancelled' || error.kind === 'timed-out');
}

/** Counts the refused sign-ins of a place. */
export function limitedBy(
  limit: Pick<PostgresSignInLimit, 'reserve'>,
  placeOfHost: (host: string) => string,
  logger: Logger,
): SignInGuard {
  const settled = (settle: Promise<void>): Promise<void> =>
    // Not settled it counts as refused: too careful for an hour, and no reason to end the run.
    settle.catch((error: unknown) => logger.warn('sign-in-attempt-not-settled', { err: error }));
  return async ({ host, signal, isRefusal, work }) => {
    const attempt: SignInAttempt = await limit.reserve(placeOfHost(host), signal);
    try {
      const result = await work();
      await settled(attempt.release());
      return result;
    } catch (error) {
      if (isRefusal(error)) await settled(attempt.refused());
      else if (!isOpen(error)) await settled(attempt.release());
      throw error;
    }
  };
}
