import { credentialErased, type Party } from '@mail-access/contracts';
import { publishEvent } from '@mail-access/messaging';
import type { Transaction } from '@mail-access/persistence';
import { recordAudit } from '../audit/record.js';
import type { CredentialStore, Owner } from '../credential/credential-store.js';
import type { RevocationQueue } from '../revoke-grants/revocation-queue.js';

/** Who wants what erased. */
export interface Erasure {
  readonly owner: Owner;
  readonly caller: Party | undefined;
  readonly which: { readonly credentialId: string } | { readonly connectionId: string };
}

/** Destroys credentials: data key and ciphertext at once, what was granted at a provider as soon as the provider says so. */
export class CredentialEraser {
  constructor(
    private readonly store: CredentialStore,
    private readonly revocations: RevocationQueue,
  ) {}

  /** How many there were. */
  async erase(tx: Transaction, { owner, caller, which }: Erasure): Promise<number> {
    const { tenantId, subscriberId } = owner;
    const erased = await this.store.erase(tx, owner, which);
    for (const row of erased) {
      const { credentialId, connectionId, purpose } = row;
      const waits = purpose === 'oauth' && (await this.revocations.add(tx, row));
      await publishEvent(tx, credentialErased, owner, { credentialId, connectionId });
      const outcome = waits ? 'erased:grant-to-revoke' : 'erased';
      await recordAudit(tx, { action: 'erasure', outcome, caller, credentialId, purpose, tenantId, subscriberId });
    }
    return erased.length;
  }
}
