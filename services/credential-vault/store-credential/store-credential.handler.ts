import { Refusal, storeCredential, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { tenantTransaction, type Database, type Transaction } from '@mail-access/persistence';
import { openSealed, type JWK, type Secret } from '@mail-access/secret';
import { Controller, Inject } from '@nestjs/common';
import { RefusalAudit } from '../audit/audit-refusals.js';
import { recordAudit } from '../audit/record.js';
import type { Owner } from '../credential/credential-store.js';
import type { KeyRing } from '../keys/key-ring.js';
import { underCurrentKey } from '../keys/under-current-key.js';
import { whileKeysAnswer } from '../keys/while-keys-answer.js';
import { DATABASE, KEY_WRAPPER, SEALING_KEY } from '../provide.js';
import { CredentialWriter } from './write-credential.js';

type Input = ParsedInputOf<typeof storeCredential>;

@Controller()
export class StoreCredentialHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CredentialWriter) private readonly writer: CredentialWriter,
    @Inject(SEALING_KEY) private readonly sealingKey: JWK,
    @Inject(KEY_WRAPPER) private readonly ring: KeyRing,
    @Inject(RefusalAudit) private readonly refusals: RefusalAudit,
  ) {}

  /**
   * The id decides what a repetition is, not the idempotency key: a remembered outcome could answer "stored" for a
   * credential that was erased since.
   */
  @HandlesRequest(storeCredential)
  handle(input: Input, context: RequestContext): Promise<OutputOf<typeof storeCredential>> {
    const { credentialId, purpose } = input;
    const { tenantId, subscriberId, caller } = context;
    const asked = { request: storeCredential.name, credentialId, purpose, tenantId, subscriberId, caller };
    const work = async (): Promise<OutputOf<typeof storeCredential>> => {
      const secret = await this.#opened(input, { tenantId, subscriberId });
      const store = (tx: Transaction) => this.#store(tx, input, context, secret);
      await underCurrentKey(this.ring, () => tenantTransaction(this.database, tenantId, store));
      return { credentialId };
    };
    return this.refusals.during(asked, () => whileKeysAnswer(storeCredential, work));
  }

  async #opened({ sealed, purpose }: Input, owner: Owner): Promise<Secret<string>> {
    try {
      return await openSealed(this.sealingKey, sealed, { ...owner, purpose });
    } catch (cause) {
      throw new Refusal(storeCredential, 'seal-broken', {}, { cause });
    }
  }

  async #store(tx: Transaction, input: Input, context: RequestContext, secret: Secret<string>): Promise<void> {
    const { credentialId, connectionId, purpose } = input;
    const { tenantId, subscriberId, caller } = context;
    const identity = { tenantId, subscriberId, credentialId, connectionId, purpose };
    const outcome = await this.writer.write(tx, identity, secret);
    if (outcome === 'connection-erased') throw new Refusal(storeCredential, outcome, { connectionId });
    if (outcome === 'credential-exists') throw new Refusal(storeCredential, outcome, { credentialId });
    await recordAudit(tx, { action: 'store', outcome, credentialId, purpose, tenantId, subscriberId, caller });
  }
}
