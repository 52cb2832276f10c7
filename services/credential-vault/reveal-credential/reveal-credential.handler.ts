import {
  credentialRevealed,
  Refusal,
  revealCredential,
  SealingParty,
  type OutputOf,
  type ParsedInputOf,
} from '@mail-access/contracts';
import { HandlesRequest, publishEvent, type RequestContext } from '@mail-access/messaging';
import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import { sealSecret, type JWK, type Secret } from '@mail-access/secret';
import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { CredentialStore, envelopeOf } from '../credential/credential-store.js';
import type { CredentialRow } from '../credential/credential.entity.js';
import { decryptSecret } from '../envelope/decrypt-secret.js';
import { EnvelopeBroken } from '../envelope/envelope-broken.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import { DATABASE, KEY_WRAPPER, LOGGER, RECIPIENT_KEYS } from '../provide.js';

type Input = ParsedInputOf<typeof revealCredential>;

/** A service that a secret may be revealed to, and the key that only it can open. */
interface Recipient {
  readonly name: z.output<typeof SealingParty>;
  readonly key: JWK;
}

@Controller()
export class RevealCredentialHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CredentialStore) private readonly store: CredentialStore,
    @Inject(KEY_WRAPPER) private readonly wrapper: KeyWrapper,
    @Inject(RECIPIENT_KEYS) private readonly keys: ReadonlyMap<string, JWK>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The secret goes out only if the event that tells of it is written. */
  @HandlesRequest(revealCredential)
  async handle(input: Input, context: RequestContext): Promise<OutputOf<typeof revealCredential>> {
    const { credentialId, purpose } = input;
    const { tenantId, subscriberId } = context;
    const recipient = this.#recipient(input, context);
    return await this.database.transaction(async (tx) => {
      const row = await this.store.find(tx, credentialId, context);
      if (row?.purpose !== purpose) throw new Refusal(revealCredential, 'credential-unknown', { credentialId });
      const secret = await this.#opened(row);
      const sealed = await sealSecret(recipient.key, secret, { tenantId, subscriberId, purpose });
      await publishEvent(tx, credentialRevealed, context, { credentialId, purpose, recipient: recipient.name });
      return { sealed };
    });
  }

  /** Who asks is known by the NATS user; whether it may, by the contract; how to answer, by its public key. */
  #recipient({ credentialId }: Input, { caller }: RequestContext): Recipient {
    const name = revealCredential.callers.find((party) => party === caller);
    const party = SealingParty.safeParse(name);
    const key = party.success ? this.keys.get(party.data) : undefined;
    if (party.success && key !== undefined) return { name: party.data, key };
    this.logger.warn('credential-caller-unknown', { credentialId, caller: caller ?? 'nobody' });
    throw new Refusal(revealCredential, 'caller-unknown', {});
  }

  async #opened(row: CredentialRow): Promise<Secret<string>> {
    const { credentialId, keyVersion } = row;
    try {
      const envelope = envelopeOf(row);
      if (envelope !== null) return await decryptSecret(this.wrapper, row, envelope);
    } catch (error) {
      if (!(error instanceof EnvelopeBroken)) throw error;
    }
    this.logger.error('credential-unreadable', { credentialId, keyVersion });
    throw new Refusal(revealCredential, 'credential-unreadable', { credentialId });
  }
}
