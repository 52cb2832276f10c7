import { credentialNeedsReconnection, type ReconnectionReason } from '@mail-access/contracts';
import { publishEvent } from '@mail-access/messaging';
import type { Logger } from '@mail-access/observability';
import { tenantTransaction, type Database, type Transaction } from '@mail-access/persistence';
import type { Secret } from '@mail-access/secret';
import { recordAudit } from '../audit/record.js';
import { envelopeOf } from '../credential/credential-store.js';
import type { CredentialRow } from '../credential/credential.entity.js';
import { decryptSecret } from '../envelope/decrypt-secret.js';
import { encryptSecret } from '../envelope/encrypt-secret.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import { grantStore, type Lease } from '../grant/grant-store.js';
import { lifetimeOf } from '../grant/token-lifetime.js';
import type { SignInProviders } from '../sign-in-providers/sign-in-providers.js';
import { readGrant, writeGrant, type StoredGrant } from '../sign-in-providers/stored-grant.js';
import type { GrantedTokens, TokenFault } from '../sign-in-providers/token-answer.js';
import type { KeyRing } from '../keys/key-ring.js';
import { underCurrentKey } from '../keys/under-current-key.js';
import { holdLease } from './hold-lease.js';
import { pauseAfterFault } from './pause-after-fault.js';

/** Where other processes hear that a grant has changed; the payload is the credential's id. */
export const grantChannel = 'oauth_grant_changed';

export interface RenewalParts {
  readonly database: Database;
  readonly wrapper: KeyWrapper & Pick<KeyRing, 'refresh'>;
  readonly providers: Pick<SignInProviders, 'renew'>;
  readonly logger: Logger;
}

/** What a lease came to. `settled`: read the row. `lost`: somebody else holds the lease, and their result counts. */
export type Renewal =
  | { readonly kind: 'token'; readonly accessToken: Secret<string>; readonly expiresAt: Date }
  | { readonly kind: 'settled' | 'lost' };

/**
 * Renews the access token of a leased grant. No transaction is open while the provider is asked. What it answers is stored
 * before anybody gets it, the rotated refresh token included; until then the old one stays, because a process that dies
 * in between leaves nothing else (Google does not rotate; Microsoft's old ones go on working).
 */
export async function renewGrant(parts: RenewalParts, row: CredentialRow, lease: Lease): Promise<Renewal> {
  const { database, wrapper, providers, logger } = parts;
  const { tenantId, credentialId } = row;
  const envelope = envelopeOf(row);
  const grant = envelope === null ? null : readGrant(await decryptSecret(wrapper, row, envelope));
  if (grant === null) throw new Error('the secret of a grant has another form');
  const answer = await holdLease(database, tenantId, lease, (signal) => providers.renew(grant, signal));
  if (answer === 'lost') return { kind: 'lost' };
  if (answer.kind === 'granted') return await store(parts, row, lease, grant, answer);
  const settled = await tenantTransaction(database, tenantId, async (tx) => {
    const kept =
      answer.kind === 'refused' ? await refuse(tx, row, lease, grant, answer.reason) : await pause(tx, lease, answer);
    if (kept) await recordRefresh(tx, row, answer.kind === 'refused' ? answer.reason : answer.cause);
    if (kept) await tx.query('select pg_notify($1, $2)', [grantChannel, credentialId]);
    return kept;
  });
  const level = answer.kind === 'fault' && answer.cause === 'client-rejected' ? 'error' : 'warn';
  const why = answer.kind === 'refused' ? answer.reason : answer.cause;
  logger[level]('grant-not-renewed', { credentialId, provider: grant.provider, reason: why });
  return { kind: settled ? 'settled' : 'lost' };
}

async function store(
  { database, wrapper }: RenewalParts,
  row: CredentialRow,
  lease: Lease,
  grant: StoredGrant,
  tokens: GrantedTokens,
): Promise<Renewal> {
  const { accessToken, refreshToken, expiresInSeconds } = tokens;
  const source = refreshToken === undefined ? grant.source : { kind: 'refresh-token' as const, refreshToken };
  const secret = writeGrant({ ...grant, source, accessToken });
  return await underCurrentKey(wrapper, async () => {
    const envelope = await encryptSecret(wrapper, row, secret);
    return await tenantTransaction(database, row.tenantId, async (tx) => {
      if (!(await grantStore.renewed(tx, lease, envelope, lifetimeOf(expiresInSeconds)))) return { kind: 'lost' };
      await recordRefresh(tx, row, 'renewed');
      await tx.query('select pg_notify($1, $2)', [grantChannel, row.credentialId]);
      const stored = await grantStore.find(tx, row.credentialId);
      return { kind: 'token', accessToken, expiresAt: stored?.accessExpiresAt ?? new Date() };
    });
  });
}

/** The one place that marks a grant, and tells of it once. */
async function refuse(
  tx: Transaction,
  row: CredentialRow,
  lease: Lease,
  { provider }: StoredGrant,
  reason: ReconnectionReason,
): Promise<boolean> {
  const { credentialId, connectionId } = row;
  const kept = await grantStore.refused(tx, lease, reason);
  if (kept) await publishEvent(tx, credentialNeedsReconnection, row, { credentialId, connectionId, provider, reason });
  return kept;
}

function pause(tx: Transaction, lease: Lease, { retryAfterMs }: TokenFault): Promise<boolean> {
  return grantStore.failed(tx, lease, (failures) => pauseAfterFault(failures, retryAfterMs));
}

function recordRefresh(tx: Transaction, row: CredentialRow, outcome: string): Promise<void> {
  const { credentialId, tenantId, subscriberId, purpose } = row;
  return recordAudit(tx, {
    action: 'refresh',
    credentialId,
    tenantId,
    subscriberId,
    purpose,
    caller: 'refresh-tokens',
    outcome,
  });
}
