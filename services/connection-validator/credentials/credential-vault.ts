import {
  Refusal,
  revealCredential,
  saveConnection,
  storeCredential,
  isRefusal,
  eraseCredential,
  type PasswordPurpose,
} from '@mail-access/contracts';
import type { Bus } from '@mail-access/messaging';
import { openSealed, type JWK, type Secret } from '@mail-access/secret';

/** Whose credential it is. */
export interface Owner {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** The credential vault, as this service needs it. Secrets cross the bus sealed, in both directions. */
export interface CredentialVault {
  /** @throws Refusal of save-connection: `seal-broken`, or `vault-unavailable` when it cannot be known to be stored */
  store(
    owner: Owner,
    credential: { credentialId: string; connectionId: string; purpose: PasswordPurpose; sealed: string },
  ): Promise<void>;
  /** @throws Refusal of reveal-credential */
  reveal(owner: Owner, credentialId: string, purpose: PasswordPurpose, signal: AbortSignal): Promise<Secret<string>>;
  erase(owner: Owner, credentialId: string): Promise<void>;
}

/** The vault behind the bus. */
export class BusCredentialVault implements CredentialVault {
  constructor(
    private readonly bus: Bus,
    private readonly sealingKey: JWK,
  ) {}

  async store(owner: Owner, credential: Parameters<CredentialVault['store']>[1]): Promise<void> {
    try {
      await this.bus.request(storeCredential, credential, { ...owner, idempotencyKey: credential.credentialId });
    } catch (error) {
      if (isRefusal(error, storeCredential, 'seal-broken'))
        throw new Refusal(saveConnection, 'seal-broken', {}, { cause: error });
      throw new Refusal(saveConnection, 'vault-unavailable', {}, { cause: error });
    }
  }

  async reveal(
    owner: Owner,
    credentialId: string,
    purpose: PasswordPurpose,
    signal: AbortSignal,
  ): Promise<Secret<string>> {
    const { sealed } = await this.bus.request(revealCredential, { credentialId, purpose }, { ...owner, signal });
    return openSealed(this.sealingKey, sealed, { ...owner, purpose });
  }

  async erase(owner: Owner, credentialId: string): Promise<void> {
    await this.bus.request(eraseCredential, { credentialId }, { ...owner, idempotencyKey: credentialId });
  }
}
