import type { OAuthProvider } from '@mail-access/contracts';
import type { WebEgress } from '@mail-access/egress';
import type { Secret } from '@mail-access/secret';
import { delegatedToken, type ServiceAccount } from './google-delegation.js';
import { google, googleAddresses } from './google.js';
import { microsoft, microsoftAddresses } from './microsoft.js';
import type { Revocation } from './revoke-at-provider.js';
import type { ClientRegistration, SignInProvider } from './sign-in-provider.js';
import { readGrant, type StoredGrant } from './stored-grant.js';
import type { TokenAnswer } from './token-answer.js';

/** What the operator registered, and where the providers are when not where they always are. */
export interface SignInSettings {
  readonly google?: Omit<ClientRegistration, 'redirectUri'> | undefined;
  readonly microsoft?: Omit<ClientRegistration, 'redirectUri'> | undefined;
  readonly googleBaseUrl?: string | undefined;
  readonly microsoftLoginUrl?: string | undefined;
  readonly microsoftGraphUrl?: string | undefined;
  readonly serviceAccount?: ServiceAccount | undefined;
  /** Under which browsers reach the gateway. */
  readonly publicUrl?: string | undefined;
}

/** One call of a provider. Longer than either vendor takes on a bad day, and half of what a reader waits. */
export const providerCallMs = 8_000;

/** The providers that this operator is registered at, and what is done with a grant of either of them. */
export class SignInProviders {
  readonly #providers = new Map<OAuthProvider, SignInProvider>();

  constructor(
    private readonly egress: Pick<WebEgress, 'post'>,
    private readonly settings: SignInSettings,
  ) {
    const redirectUri = `${(settings.publicUrl ?? '').replace(/\/+$/, '')}/v1/authorizations/callback`;
    const addresses = microsoftAddresses(settings.microsoftLoginUrl, settings.microsoftGraphUrl);
    if (settings.google) {
      const registration = { ...settings.google, redirectUri };
      this.#providers.set('google', google(egress, registration, googleAddresses(settings.googleBaseUrl)));
    }
    if (settings.microsoft) {
      this.#providers.set('microsoft', microsoft(egress, { ...settings.microsoft, redirectUri }, addresses));
    }
  }

  /** Undefined when the operator has no application there. */
  of(name: OAuthProvider): SignInProvider | undefined {
    return this.#providers.get(name);
  }

  /** Fetches another access token. */
  async renew({ provider, source }: StoredGrant, signal: AbortSignal): Promise<TokenAnswer> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(providerCallMs)]);
    if (source.kind === 'delegation') {
      const { serviceAccount, googleBaseUrl } = this.settings;
      if (serviceAccount === undefined) return { kind: 'fault', cause: 'client-rejected' };
      return await delegatedToken(
        this.egress,
        serviceAccount,
        googleAddresses(googleBaseUrl),
        source.mailbox,
        deadline,
      );
    }
    const known = this.#providers.get(provider);
    if (known === undefined) return { kind: 'fault', cause: 'client-rejected' };
    return await known.refresh(source.refreshToken, deadline);
  }

  /** As `RevokeAtProvider` says. A domain's delegation is the administrator's to take back. */
  async revoke(grant: Secret<string>, signal: AbortSignal): Promise<Revocation> {
    const stored = readGrant(grant);
    if (stored?.source.kind !== 'refresh-token') return 'gone';
    const provider = this.#providers.get(stored.provider);
    if (provider === undefined) return 'retry';
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(providerCallMs)]);
    return await provider.revoke(stored.source.refreshToken, deadline);
  }
}
