import { Refusal, storeCredential, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import type { Database, Transaction } from '@mail-access/persistence';
import { openSealed, type JWK, type Secret } from '@mail-access/secret';
import { Controller, Inject } from '@nestjs/common';
import { CredentialStore, envelopeOf, type Owner } from '../credential/credential-store.js';
import { decryptSecret } from '../envelope/decrypt-secret.js';
import { encryptSecret } from '../envelope/encrypt-secret.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import { sameSecret } from '../envelope/same-secret.js';
import { DATABASE, KEY_WRAPPER, SEALING_KEY } from '../provide.js';

type Input = ParsedInputOf<typeof storeCredential>;

@Controller()
export class StoreCredentialHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CredentialStore) private readonly store: CredentialStore,
    @Inject(KEY_WRAPPER) private readonly wrapper: KeyWrapper,
    @Inject(SEALING_KEY) private readonly sealingKey: JWK,
  ) {}

  /**
   * The id decides what a repetition is, not the idempotency key: a remembered outcome could answer "stored" for a
   * credential that was erased since.
   */
  @HandlesRequest(storeCredential)
  async handle(input: Input, context: RequestContext): Promise<OutputOf<typeof storeCredential>> {
    const { credentialId, connectionId, purpose } = input;
    const { tenantId, subscriberId } = context;
    const secret = await this.#opened(input, { tenantId, subscriberId });
    const identity = { tenantId, subscriberId, credentialId, purpose };
    const envelope = await encryptSecret(this.wrapper, identity, secret);
    await this.database.transaction(async (tx) => {
      if (await this.store.insert(tx, { ...identity, connectionId, ...envelope })) return;
      if (await this.#isRepetition(tx, input, context, secret)) return;
      throw new Refusal(storeCredential, 'credential-exists', { credentialId });
    });
    return { credentialId };
  }

  async #opened({ sealed, purpose }: Input, owner: Owner): Promise<Secret<string>> {
    try {
      return await openSealed(this.sealingKey, sealed, { ...owner, purpose });
    } catch (cause) {
      throw new Refusal(storeCredential, 'seal-broken', {}, { cause });
    }
  }

  /** Whether the id holds this very credential already: same owner, connection, purpose and secret. */
  async #isRepetition(tx: Transaction, input: Input, owner: Owner, secret: Secret<string>): Promise<boolean> {
    const row = await this.store.find(tx, input.credentialId, owner);
    const envelope = row === null ? null : envelopeOf(row);
    if (row === null || envelope === null) return false;
    if (row.connectionId !== input.connectionId || row.purpose !== input.purpose) return false;
    return sameSecret(await decryptSecret(this.wrapper, row, envelope), secret);
  }
}
