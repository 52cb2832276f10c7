import type { ConsentScope } from '@mail-access/contracts';
import { tenantTransaction, type Database, type Transaction } from '@mail-access/persistence';
import type { Secret } from '@mail-access/secret';
import { recordAudit } from '../audit/record.js';
import { authorizationStore } from '../authorization/authorization-store.js';
import type { AuthorizationRow } from '../authorization/authorization.entity.js';
import type { CredentialStore } from '../credential/credential-store.js';
import { encryptSecret, type Envelope } from '../envelope/encrypt-secret.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import { grantStore } from '../grant/grant-store.js';
import { lifetimeOf } from '../grant/token-lifetime.js';
import type { KeyRing } from '../keys/key-ring.js';
import { underCurrentKey } from '../keys/under-current-key.js';
import type { SignedInAccount } from '../sign-in-providers/sign-in-provider.js';
import { writeGrant } from '../sign-in-providers/stored-grant.js';
import type { GrantedTokens } from '../sign-in-providers/token-answer.js';

/** What a sign-in came to, all of it. */
export interface SignedIn extends SignedInAccount {
  readonly grantedScopes: readonly ConsentScope[];
  readonly tokens: GrantedTokens & { readonly refreshToken: Secret<string> };
}

export interface KeepParts {
  readonly database: Database;
  readonly wrapper: KeyWrapper & Pick<KeyRing, 'refresh'>;
  readonly store: CredentialStore;
}

/**
 * Keeps a grant as the credential of its authorization: a new one, or in place of what it granted before. Until a
 * connection takes it, the authorization is its connection. False when that credential was erased meanwhile.
 */
export async function keepGrant(
  { database, wrapper, store }: KeepParts,
  row: AuthorizationRow,
  { account, subject, grantedScopes, tokens }: SignedIn,
): Promise<boolean> {
  const { tenantId, subscriberId, authorizationId: credentialId, provider } = row;
  const identity = { tenantId, subscriberId, credentialId, purpose: 'oauth' as const };
  const source = { kind: 'refresh-token' as const, refreshToken: tokens.refreshToken };
  const secret = writeGrant({ provider, source, subject, accessToken: tokens.accessToken });
  return await underCurrentKey(wrapper, async () => {
    const envelope = await encryptSecret(wrapper, identity, secret);
    return await tenantTransaction(database, tenantId, async (tx) => {
      const credential = { ...identity, connectionId: credentialId, ...envelope };
      if (!(await store.insert(tx, credential)) && !(await replaced(tx, credentialId, envelope))) return false;
      const grant = { ...identity, provider, account, subject, grantedScopes };
      await grantStore.put(tx, grant, lifetimeOf(tokens.expiresInSeconds));
      await authorizationStore.authorized(tx, credentialId, grant);
      await recordAudit(tx, { ...identity, action: 'store', caller: 'api-gateway', outcome: 'authorized' });
      return true;
    });
  });
}

async function replaced(tx: Transaction, credentialId: string, envelope: Envelope): Promise<boolean> {
  const { keyVersion, wrappedDataKey, ciphertext } = envelope;
  const [rows] = await tx.query<[unknown[]]>(
    `update credential set key_version = $2, wrapped_data_key = $3, ciphertext = $4
     where credential_id = $1 and purpose = 'oauth' and erased_at is null returning 1`,
    [credentialId, keyVersion, wrappedDataKey, ciphertext],
  );
  return rows.length > 0;
}
