import type { Logger } from '@mail-access/observability';
import { acrossTenants, type Database } from '@mail-access/persistence';
import { In } from 'typeorm';
import { CredentialRow } from '../credential/credential.entity.js';
import type { UntakenGrants } from '../erase-credential/untaken-grants.js';
import type { AccessTokens } from './access-tokens.js';

/** A grant that nobody read for so long is not renewed: its next reader waits for it. */
const inUse = '12 hours';
const atATime = 16;
const lookEveryMs = 20_000;

interface RenewAheadParts {
  readonly database: Database;
  readonly tokens: Pick<AccessTokens, 'renewAhead'>;
  readonly untaken: Pick<UntakenGrants, 'erase'>;
  readonly logger: Logger;
}

/**
 * Renews access tokens that are in use before a reader has to wait, removes sign-ins that are over and erases the grants of
 * those that led to no connection. Every replica looks; the lease of a grant keeps two from renewing one.
 */
export class RenewAhead {
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(private readonly parts: RenewAheadParts) {}

  start(): void {
    // Spread, so that replicas that started together do not look together.
    this.#timer = setTimeout(
      () => {
        this.#turn = this.turn().finally(() => {
          if (!this.#stopping.signal.aborted) this.start();
        });
      },
      lookEveryMs * (0.5 + Math.random()),
    );
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#turn;
  }

  /** Renews what is due, a few at a time, soonest first. What goes wrong waits for the next look. */
  async turn(): Promise<void> {
    const { database, tokens, untaken, logger } = this.parts;
    try {
      await acrossTenants(database, (tx) => tx.query('delete from oauth_authorization where expires_at <= now()'));
      await untaken.erase();
      for (let due = await this.#due(); due.length > 0; due = await this.#due()) {
        const results = await Promise.allSettled(due.map((row) => tokens.renewAhead(row)));
        for (const result of results) {
          if (result.status === 'rejected') logger.error('renewal-ahead-failed', { err: result.reason as unknown });
        }
        if (this.#stopping.signal.aborted) return;
      }
    } catch (error) {
      logger.warn('renewal-ahead-failed', { err: error });
    }
  }

  /** Whatever is tried now is under a lease or renewed, or has to wait: no grant comes twice in one look. */
  #due(): Promise<CredentialRow[]> {
    return acrossTenants(this.parts.database, async (tx) => {
      const ids = await tx.query<{ credential_id: string }[]>(dueSoon, [inUse, atATime]);
      return await tx.findBy(CredentialRow, { credentialId: In(ids.map(({ credential_id: id }) => id)) });
    });
  }
}

const dueSoon = `
  select credential_id from oauth_grant
  where state = 'active' and renew_at <= now() and last_read_at > now() - $1::interval
    and (lease_until is null or lease_until <= now()) and (retry_at is null or retry_at <= now())
  order by renew_at limit $2`;
