import { recordRevocations, type Logger } from '@mail-access/observability';
import { acrossTenants, tenantTransaction, type Database } from '@mail-access/persistence';
import type { Secret } from '@mail-access/secret';
import { recordAudit } from '../audit/record.js';
import { CredentialRow } from '../credential/credential.entity.js';
import type { CredentialOpener } from '../credential/open-credential.js';
import { grantStore } from '../grant/grant-store.js';
import type { Revocation, RevokeAtProvider } from '../sign-in-providers/revoke-at-provider.js';
import { readGrant } from '../sign-in-providers/stored-grant.js';
import type { ClaimedRevocation, RevocationQueue } from './revocation-queue.js';

interface RevokerParts {
  readonly database: Database;
  readonly logger: Logger;
  readonly queue: RevocationQueue;
  readonly opener: CredentialOpener;
  readonly revoke: RevokeAtProvider;
}

const pollMs = 2_000;
/** Well below the half minute after which another replica may try the same one. */
const attemptMs = 15_000;
/** A provider that could not be asked for so long will not be: what is kept for it is destroyed. */
const giveUpAfterMs = 7 * 24 * 60 * 60_000;

/** Takes erased grants back at their providers, however long these are away. Every replica does; each grant is one's at a time. */
export class GrantRevoker {
  readonly #closing = new AbortController();
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: RevokerParts) {}

  start(): void {
    this.#timer = setInterval(() => this.#look(), pollMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#closing.abort();
    await this.#running;
  }

  #look(): void {
    this.#running ??= this.drain().finally(() => (this.#running = undefined));
  }

  /** Takes everything that is due. */
  async drain(): Promise<void> {
    const { database, queue, logger } = this.parts;
    try {
      while (!this.#closing.signal.aborted) {
        const claimed = await acrossTenants(database, (tx) => queue.claim(tx));
        if (claimed === undefined) break;
        await this.#take(claimed);
      }
      await this.#measure();
    } catch (error) {
      logger.warn('revocations-interrupted', { err: error });
    }
  }

  async #take(claimed: ClaimedRevocation): Promise<void> {
    const { logger } = this.parts;
    const { erasedCredentialId: credentialId, attempts } = claimed;
    const outcome = await this.#attempt(claimed);
    if (outcome !== 'retry') return await this.#finish(claimed, `grant-${outcome}`);
    if (Date.now() - claimed.requestedAt.getTime() < giveUpAfterMs) {
      logger.warn('grant-not-revoked-yet', { credentialId, attempts });
      return;
    }
    logger.error('grant-revocation-given-up', { credentialId, attempts });
    await this.#finish(claimed, 'grant-revocation-given-up');
  }

  async #attempt({ credentialId, tenantId }: ClaimedRevocation): Promise<Revocation | 'unreadable' | 'shared'> {
    const { database, opener, revoke, logger } = this.parts;
    const find = tenantTransaction(database, tenantId, (tx) => tx.findOneBy(CredentialRow, { credentialId }));
    const row = await find;
    if (row === null) return 'gone';
    const grant = await opener.open(row);
    if (grant === null) return 'unreadable';
    if (await this.#isShared(grant)) return 'shared';
    try {
      return await revoke(grant, AbortSignal.any([this.#closing.signal, AbortSignal.timeout(attemptMs)]));
    } catch (error) {
      logger.warn('grant-revocation-failed', { err: error, credentialId });
      return 'retry';
    }
  }

  /**
   * Google takes back everything that an account granted the application, whichever of its tokens is named: another
   * credential of the same mailbox, of whomever, would die with this one. Then ours is only destroyed.
   * https://developers.google.com/identity/protocols/oauth2/web-server#incrementalAuth
   */
  async #isShared(secret: Secret<string>): Promise<boolean> {
    const { provider, subject } = readGrant(secret) ?? {};
    if (provider === undefined || subject === undefined) return false;
    return await acrossTenants(this.parts.database, (tx) => grantStore.isInUse(tx, provider, subject));
  }

  async #finish(claimed: ClaimedRevocation, outcome: string): Promise<void> {
    const { erasedCredentialId: credentialId, tenantId, subscriberId } = claimed;
    await tenantTransaction(this.parts.database, tenantId, async (tx) => {
      await this.parts.queue.finish(tx, claimed);
      const line = { action: 'erasure', outcome, caller: 'revoke-grants', purpose: 'oauth' } as const;
      await recordAudit(tx, { ...line, credentialId, tenantId, subscriberId });
    });
  }

  async #measure(): Promise<void> {
    const [left] = await acrossTenants(this.parts.database, (tx) =>
      tx.query<{ pending: number; oldestMs: number }[]>(
        `select count(*)::int as pending,
                coalesce(extract(epoch from now() - min(requested_at)) * 1000, 0)::float8 as "oldestMs" from revocation`,
      ),
    );
    if (left !== undefined) recordRevocations(left);
  }
}
