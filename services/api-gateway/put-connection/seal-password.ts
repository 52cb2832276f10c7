import type { CredentialPurpose } from '@mail-access/contracts';
import { sealSecret } from '@mail-access/secret';
import type { JWK, Secret } from '@mail-access/secret';
import type { Caller } from '../authentication/caller.js';

/** Seals passwords to the vault, each for one subscriber and one purpose: elsewhere it does not open. */
export class PasswordSealer {
  constructor(private readonly vaultKey: JWK) {}

  seal(password: Secret<string>, caller: Caller, purpose: CredentialPurpose): Promise<string> {
    const { tenantId, subscriberId } = caller;
    return sealSecret(this.vaultKey, password, { tenantId, subscriberId, purpose });
  }
}
