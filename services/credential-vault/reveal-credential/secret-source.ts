import { Refusal, revealCredential } from '@mail-access/contracts';
import type { RequestContext } from '@mail-access/messaging';
import type { Secret } from '@mail-access/secret';
import type { CredentialRow } from '../credential/credential.entity.js';
import type { CredentialOpener } from '../credential/open-credential.js';
import { EnvelopeBroken } from '../envelope/envelope-broken.js';
import type { AccessTokens, AccessTokenAnswer } from '../refresh-tokens/access-tokens.js';

type AccessToken = Extract<AccessTokenAnswer, { kind: 'token' }>;

/** Where what is revealed comes from: the row itself, or, of a grant, an access token that may have to be fetched. */
export class SecretSource {
  constructor(
    private readonly opener: CredentialOpener,
    private readonly tokens: AccessTokens,
  ) {}

  /** An access token, before any transaction is open: a provider may have to be asked. @throws Refusal */
  async accessToken(credentialId: string, context: RequestContext): Promise<AccessToken> {
    const answer = await this.#read(credentialId, context);
    switch (answer.kind) {
      case 'token':
        return answer;
      case 'unknown':
        throw new Refusal(revealCredential, 'credential-unknown', { credentialId });
      case 'needs-reconnection':
        throw new Refusal(revealCredential, 'needs-reconnection', { credentialId, reason: answer.reason });
      case 'unavailable': {
        const { retryAfterMs } = answer;
        throw new Refusal(revealCredential, 'temporarily-unavailable', { credentialId, retryAfterMs });
      }
    }
  }

  /** The secret of a row. @throws Refusal */
  async stored(row: CredentialRow): Promise<Secret<string>> {
    const secret = await this.opener.open(row);
    if (secret !== null) return secret;
    throw new Refusal(revealCredential, 'credential-unreadable', { credentialId: row.credentialId });
  }

  async #read(credentialId: string, context: RequestContext): Promise<AccessTokenAnswer> {
    try {
      return await this.tokens.read(credentialId, context, context.signal);
    } catch (cause) {
      if (!(cause instanceof EnvelopeBroken)) throw cause;
      throw new Refusal(revealCredential, 'credential-unreadable', { credentialId }, { cause });
    }
  }
}
