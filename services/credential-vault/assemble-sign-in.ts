import { createEgress, type WebEgress } from '@mail-access/egress';
import type { ServiceFoundation } from '@mail-access/messaging';
import { openDatabase } from '@mail-access/persistence';
import type { Provider, Type } from '@nestjs/common';
import { AuthorizationRow } from './authorization/authorization.entity.js';
import { BeginAuthorizationHandler } from './begin-authorization/begin-authorization.handler.js';
import { AuthorizationCompleter } from './complete-authorization/authorization-completer.js';
import { CompleteAuthorizationHandler } from './complete-authorization/complete-authorization.handler.js';
import type { Configuration } from './configuration.js';
import type { CredentialStore } from './credential/credential-store.js';
import { CredentialRow } from './credential/credential.entity.js';
import { CredentialOpener } from './credential/open-credential.js';
import { DescribeAuthorizationHandler } from './describe-authorization/describe-authorization.handler.js';
import { CredentialEraser } from './erase-credential/credential-eraser.js';
import { UntakenGrants } from './erase-credential/untaken-grants.js';
import { GrantRow } from './grant/grant.entity.js';
import type { KeyRing } from './keys/key-ring.js';
import { AccessTokens } from './refresh-tokens/access-tokens.js';
import { RenewAhead } from './refresh-tokens/renew-ahead.js';
import { RevocationQueue } from './revoke-grants/revocation-queue.js';
import { signInSettings } from './sign-in-providers/sign-in-environment.js';
import { SignInProviders } from './sign-in-providers/sign-in-providers.js';

/** The way to the providers. */
export type ProviderEgress = Pick<WebEgress, 'post'>;

/** A lease that could not be extended because readers had every connection would cost the provider another call. */
const renewalConnections = 3;

export const signInEntities = [GrantRow, AuthorizationRow];

interface SignInFoundation extends Pick<ServiceFoundation, 'database' | 'notifications' | 'logger'> {
  readonly ring: KeyRing;
  readonly store: CredentialStore;
  /** Another one than the settings say, in tests. */
  readonly egress: ProviderEgress | undefined;
}

/** Sign-in at Google and Microsoft, and what keeps the access tokens that come of it. */
export interface SignIn {
  readonly controllers: readonly Type[];
  readonly injected: readonly Provider[];
  readonly providers: SignInProviders;
  readonly tokens: AccessTokens;
  start(): void;
  stop(): Promise<void>;
}

export async function assembleSignIn(foundation: SignInFoundation, settings: Configuration): Promise<SignIn> {
  const { database, notifications, logger, ring: wrapper, store } = foundation;
  const egress = foundation.egress ?? createEgress({ dnsServers: settings.DNS_SERVERS, allow: settings.EGRESS_ALLOW });
  const { GOOGLE_BASE_URL, MICROSOFT_LOGIN_URL } = settings;
  for (const url of [GOOGLE_BASE_URL, MICROSOFT_LOGIN_URL]) {
    if (url?.startsWith('http:')) logger.error('sign-in-provider-without-tls', { url });
  }
  const providers = new SignInProviders(egress, signInSettings(settings));
  const renewals = await openDatabase({
    ...{ url: settings.DATABASE_URL, schema: database.schema, entities: [CredentialRow, ...signInEntities] },
    ...{ applicationName: 'credential-vault renewals', poolSize: renewalConnections },
  });
  const parts = { database: renewals, wrapper, providers, logger, store, readers: database };
  const tokens = new AccessTokens(parts, notifications);
  const ahead = new RenewAhead({ database, tokens, untaken: untakenGrants(foundation), logger });
  const completer = new AuthorizationCompleter({
    ...{ database, wrapper, store, providers, logger },
    sealingKey: settings.SEALING_KEY,
  });
  return {
    controllers: [BeginAuthorizationHandler, CompleteAuthorizationHandler, DescribeAuthorizationHandler],
    injected: [
      { provide: SignInProviders, useValue: providers },
      { provide: AccessTokens, useValue: tokens },
      { provide: AuthorizationCompleter, useValue: completer },
    ],
    providers,
    tokens,
    start: () => ahead.start(),
    stop: async () => {
      await ahead.stop();
      tokens.close();
      await renewals.close();
    },
  };
}

function untakenGrants({ database, ring, store, logger }: SignInFoundation): UntakenGrants {
  const queue = new RevocationQueue(store, new CredentialOpener(ring, logger), ring);
  return new UntakenGrants({ database, ring, logger, eraser: new CredentialEraser(store, queue) });
}
