import { sealSecret, Secret } from '@mail-access/secret';
import type { JWK } from '@mail-access/secret';
import type { CookieOwner } from '../authorization-cookie/authorization-cookie.js';

/** Seals a provider's answer to the vault: a code opens a mailbox as long as nobody has used it. */
export class AnswerSealer {
  constructor(private readonly vaultKey: JWK) {}

  seal(answer: Readonly<Record<string, string>>, { tenantId, subscriberId }: CookieOwner): Promise<string> {
    const context = { tenantId, subscriberId, purpose: 'authorization' };
    return sealSecret(this.vaultKey, Secret.of(JSON.stringify(answer)), context);
  }
}
