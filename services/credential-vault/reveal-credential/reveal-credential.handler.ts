import {
  credentialRevealed,
  Refusal,
  revealCredential,
  type OutputOf,
  type ParsedInputOf,
} from '@mail-access/contracts';
import { HandlesRequest, publishEvent, type RequestContext } from '@mail-access/messaging';
import { tenantTransaction, type Database, type Transaction } from '@mail-access/persistence';
import { sealSecret } from '@mail-access/secret';
import { Controller, Inject } from '@nestjs/common';
import { RefusalAudit } from '../audit/audit-refusals.js';
import { recordAudit } from '../audit/record.js';
import { CredentialStore } from '../credential/credential-store.js';
import { whileKeysAnswer } from '../keys/while-keys-answer.js';
import { DATABASE } from '../provide.js';
import { RevealGate, type Recipient } from './reveal-gate.js';
import { SecretSource } from './secret-source.js';

type Input = ParsedInputOf<typeof revealCredential>;
type Output = OutputOf<typeof revealCredential>;

@Controller()
export class RevealCredentialHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CredentialStore) private readonly store: CredentialStore,
    @Inject(SecretSource) private readonly source: SecretSource,
    @Inject(RevealGate) private readonly gate: RevealGate,
    @Inject(RefusalAudit) private readonly refusals: RefusalAudit,
  ) {}

  @HandlesRequest(revealCredential)
  handle(input: Input, context: RequestContext): Promise<Output> {
    const { tenantId, subscriberId, caller } = context;
    const asked = { request: revealCredential.name, tenantId, subscriberId, caller, ...input };
    const work = async (): Promise<Output> => {
      const recipient = this.gate.admit(context);
      const token = input.purpose === 'oauth' ? await this.source.accessToken(input.credentialId, context) : undefined;
      return await tenantTransaction(this.database, tenantId, (tx) =>
        this.#reveal(tx, input, context, recipient, token),
      );
    };
    return this.refusals.during(asked, () => whileKeysAnswer(revealCredential, work));
  }

  /** The secret goes out only if the event and the line of the audit that tell of it are written. */
  async #reveal(
    tx: Transaction,
    input: Input,
    context: RequestContext,
    recipient: Recipient,
    token?: Awaited<ReturnType<SecretSource['accessToken']>>,
  ): Promise<Output> {
    const { credentialId, purpose } = input;
    const { tenantId, subscriberId, caller } = context;
    const row = await this.store.find(tx, credentialId, context);
    if (row?.purpose !== purpose) throw new Refusal(revealCredential, 'credential-unknown', { credentialId });
    const secret = token?.accessToken ?? (await this.source.stored(row));
    const sealed = await sealSecret(recipient.key, secret, { tenantId, subscriberId, purpose });
    await publishEvent(tx, credentialRevealed, context, { credentialId, purpose, recipient: recipient.name });
    await recordAudit(tx, {
      ...{ action: 'reveal', outcome: 'revealed', credentialId, purpose, tenantId, subscriberId, caller },
    });
    return { sealed, ...(token && { expiresAt: token.expiresAt.toISOString() }) };
  }
}
