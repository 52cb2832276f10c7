import { Refusal, revealCredential, SealingParty } from '@mail-access/contracts';
import type { RequestContext } from '@mail-access/messaging';
import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import type { JWK } from '@mail-access/secret';
import type { z } from 'zod';
import { RevealRate, type RevealLimits } from './reveal-rate.js';
import { tellOfSurge } from './tell-of-surge.js';

/** A service that a secret may be revealed to, and the key that only it can open. */
export interface Recipient {
  readonly name: z.output<typeof SealingParty>;
  readonly key: JWK;
}

interface GateParts {
  readonly database: Database;
  readonly logger: Logger;
  /** The public keys of the services that secrets are revealed to, by name. */
  readonly recipientKeys: ReadonlyMap<string, JWK>;
  readonly limits: RevealLimits;
}

/** Who may come in for a secret, and how often. */
export class RevealGate {
  readonly #rate: RevealRate;

  constructor(private readonly parts: GateParts) {
    this.#rate = new RevealRate(parts.limits);
  }

  /**
   * Who asks is known by the NATS user; whether it may, by the contract; how to answer, by its public key.
   * @throws Refusal `caller-unknown`, `too-many-reveals`
   */
  admit({ caller }: Pick<RequestContext, 'caller'>): Recipient {
    const party = SealingParty.safeParse(revealCredential.callers.find((name) => name === caller));
    const key = party.success ? this.parts.recipientKeys.get(party.data) : undefined;
    if (!party.success || key === undefined) {
      this.parts.logger.warn('credential-caller-unknown', { caller: caller ?? 'nobody' });
      throw new Refusal(revealCredential, 'caller-unknown', {});
    }
    const { allowed, retryAfterMs, surge } = this.#rate.take(party.data);
    if (surge !== undefined) void this.#tell(party.data, surge);
    if (!allowed) throw new Refusal(revealCredential, 'too-many-reveals', { retryAfterMs });
    return { name: party.data, key };
  }

  /** Beside the answer, which does not wait for it. */
  async #tell(caller: Recipient['name'], reveals: number): Promise<void> {
    const { database, logger, limits } = this.parts;
    try {
      const told = await tellOfSurge(database, { caller, reveals, threshold: limits.surgePerMinute });
      if (told) logger.warn('credential-reveals-surged', { caller, reveals });
    } catch (error) {
      logger.error('reveal-surge-not-told', { err: error, caller, reveals });
    }
  }
}
