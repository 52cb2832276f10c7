import { setTimeout as sleep } from 'node:timers/promises';
import type { ReconnectionReason } from '@mail-access/contracts';
import { tenantTransaction, type Database, type Notifications } from '@mail-access/persistence';
import type { Secret } from '@mail-access/secret';
import { envelopeOf, type CredentialStore, type Owner } from '../credential/credential-store.js';
import type { CredentialRow } from '../credential/credential.entity.js';
import { decryptSecret } from '../envelope/decrypt-secret.js';
import { grantStore, type RenewalNeed } from '../grant/grant-store.js';
import type { GrantRow } from '../grant/grant.entity.js';
import { readGrant } from '../sign-in-providers/stored-grant.js';
import { leaseMs } from './hold-lease.js';
import { grantChannel, renewGrant, type RenewalParts } from './renew-grant.js';

/** What a reader gets. `unavailable`: nothing is wrong with the grant, and there is no token now. */
export type AccessTokenAnswer =
  | { readonly kind: 'token'; readonly accessToken: Secret<string>; readonly expiresAt: Date }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'needs-reconnection'; readonly reason: ReconnectionReason }
  | { readonly kind: 'unavailable'; readonly retryAfterMs: number };

export interface AccessTokenParts extends RenewalParts {
  readonly store: CredentialStore;
  /** For readers, of whom there may be many: `database` is for renewals alone, which wait behind no reader. */
  readonly readers: Database;
}

/** What a look at the database gave: an answer, or the row whose token has to be renewed. */
type Look = { readonly answer: AccessTokenAnswer } | { readonly answer: null; readonly row: CredentialRow };

/** While the provider is left alone, a token that is not fresh is handed out as long as it lives so much longer. */
const leastUsefulMs = 30_000;
/** A notification that was lost costs a waiting reader this much. */
const lookAgainMs = 300;
/** How long readers of one process wait together; longer than a holder that dies and one that is slow. */
const longestWaitMs = 13_000;
const rememberReadingMs = 60 * 60_000;

/**
 * Access tokens that are good for some minutes, whoever reads them and from however many processes: one of them renews, the
 * others are served what it stored.
 */
export class AccessTokens {
  readonly #flights = new Map<string, Promise<AccessTokenAnswer>>();
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #stopListening: () => void;

  constructor(
    private readonly parts: AccessTokenParts,
    notifications: Pick<Notifications, 'listen'>,
  ) {
    this.#stopListening = notifications.listen(grantChannel, (credentialId) => this.#wake(credentialId));
  }

  close(): void {
    this.#stopListening();
  }

  /** The owner's access token. Throws EnvelopeBroken when what is stored does not open, and when the signal is aborted. */
  async read(credentialId: string, owner: Owner, signal: AbortSignal): Promise<AccessTokenAnswer> {
    const look = await this.#look(credentialId, owner);
    if (look.answer !== null) return look.answer;
    return await untilAborted(this.#flight(look.row, owner, 'reading'), signal);
  }

  /** Renews a token before anybody waits for it. */
  async renewAhead(row: CredentialRow): Promise<AccessTokenAnswer> {
    return await this.#flight(row, row, 'ahead');
  }

  /** Readers of one process wait for one renewal, which none of them can stop. */
  #flight(row: CredentialRow, owner: Owner, need: RenewalNeed): Promise<AccessTokenAnswer> {
    const key = `${need} ${row.credentialId}`;
    const flying = this.#flights.get(key);
    if (flying !== undefined) return flying;
    const flight = this.#fly(row, owner, need).finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  async #fly(row: CredentialRow, owner: Owner, need: RenewalNeed): Promise<AccessTokenAnswer> {
    const { credentialId, tenantId } = row;
    const deadline = performance.now() + longestWaitMs;
    for (;;) {
      const lease = await tenantTransaction(this.parts.database, tenantId, (tx) =>
        grantStore.takeLease(tx, credentialId, need, leaseMs),
      );
      // Read after the lease was taken: what the last holder stored is seen.
      const look = await this.#look(credentialId, owner, { leased: lease !== null });
      if (look.answer !== null) return look.answer;
      if (lease !== null) {
        const renewal = await renewGrant(this.parts, look.row, lease);
        if (renewal.kind === 'token') return renewal;
      } else if (need === 'ahead' || performance.now() > deadline) {
        return { kind: 'unavailable', retryAfterMs: leaseMs };
      } else {
        await this.#changed(credentialId);
      }
    }
  }

  /** What can be answered without asking the provider, if anything; with the lease in hand only what ends it. */
  async #look(credentialId: string, owner: Owner, inFlight?: { readonly leased: boolean }): Promise<Look> {
    const { readers, database, store } = this.parts;
    const found = await tenantTransaction(inFlight ? database : readers, owner.tenantId, async (tx) => {
      // The grant first: what is read after it is at least as new, so that no old token goes out with a new end.
      const grant = await grantStore.find(tx, credentialId);
      const row = await store.find(tx, credentialId, owner);
      const [{ now }] = await tx.query<[{ now: Date }]>('select now() as now');
      if (grant !== null && +now - +grant.lastReadAt > rememberReadingMs) await grantStore.wasRead(tx, credentialId);
      return row?.purpose !== 'oauth' || grant === null ? null : { row, grant, now };
    });
    if (found === null) return { answer: { kind: 'unknown' } };
    const { row, grant, now } = found;
    if (grant.state === 'needs-reconnection') {
      return { answer: { kind: 'needs-reconnection', reason: grant.reason ?? 'invalid-grant' } };
    }
    const stored = inFlight?.leased === true ? null : await this.#stored(row, grant, now);
    return stored === null ? { answer: null, row } : { answer: stored };
  }

  async #stored(row: CredentialRow, grant: GrantRow, now: Date): Promise<AccessTokenAnswer | null> {
    const { accessExpiresAt, freshUntil, retryAt } = grant;
    const isFresh = freshUntil !== null && freshUntil > now;
    const pauseMs = retryAt === null ? 0 : +retryAt - +now;
    if (!isFresh && pauseMs <= 0) return null;
    const isUseful = accessExpiresAt !== null && +accessExpiresAt - +now > leastUsefulMs;
    const accessToken = isUseful ? await this.#opened(row) : undefined;
    if (accessToken !== undefined && isUseful) return { kind: 'token', accessToken, expiresAt: accessExpiresAt };
    return isFresh ? null : { kind: 'unavailable', retryAfterMs: Math.ceil(pauseMs) };
  }

  async #opened(row: CredentialRow): Promise<Secret<string> | undefined> {
    const envelope = envelopeOf(row);
    return envelope === null
      ? undefined
      : readGrant(await decryptSecret(this.parts.wrapper, row, envelope))?.accessToken;
  }

  /** Waits until another process has changed the grant, or a little. */
  async #changed(credentialId: string): Promise<void> {
    const waiting = this.#waiting.get(credentialId) ?? new Set();
    this.#waiting.set(credentialId, waiting);
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    waiting.add(wake);
    await sleep(lookAgainMs, undefined, { signal: woken.signal }).catch(() => undefined);
    waiting.delete(wake);
    if (waiting.size === 0) this.#waiting.delete(credentialId);
  }

  #wake(credentialId: string): void {
    for (const wake of this.#waiting.get(credentialId) ?? []) wake();
  }
}

/** Stops waiting, not the work: others wait for it too. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
