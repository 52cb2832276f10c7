import type { Logger } from '@mail-access/observability';
import type { Secret } from '@mail-access/secret';
import { decryptSecret } from '../envelope/decrypt-secret.js';
import { EnvelopeBroken } from '../envelope/envelope-broken.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import { envelopeOf } from './credential-store.js';
import type { CredentialRow } from './credential.entity.js';

/** Opens what is stored. */
export class CredentialOpener {
  constructor(
    private readonly wrapper: KeyWrapper,
    private readonly logger: Logger,
  ) {}

  /** Null, and an error in the log, when it was altered, moved to another row, or its key version is not there. */
  async open(row: CredentialRow): Promise<Secret<string> | null> {
    try {
      const envelope = envelopeOf(row);
      if (envelope !== null) return await decryptSecret(this.wrapper, row, envelope);
    } catch (error) {
      if (!(error instanceof EnvelopeBroken)) throw error;
    }
    const { credentialId, keyVersion } = row;
    this.logger.error('credential-unreadable', { credentialId, keyVersion });
    return null;
  }
}
