import type { ConsentScope, OAuthProvider, ReconnectionReason } from '@mail-access/contracts';
import type { Transaction } from '@mail-access/persistence';
import type { Owner } from '../credential/credential-store.js';
import type { Envelope } from '../envelope/encrypt-secret.js';
import { GrantRow } from './grant.entity.js';

export interface NewGrant extends Owner {
  readonly credentialId: string;
  readonly provider: OAuthProvider;
  /** The e-mail address, to be shown. */
  readonly account: string;
  /** Who it is at the provider, for good. */
  readonly subject: string;
  readonly grantedScopes: readonly ConsentScope[];
}

/** Of a lease: nobody else renews until it ends, and what its holder writes counts only while it is the newest. */
export interface Lease {
  readonly credentialId: string;
  readonly epoch: string;
}

/** How long an access token is handed out, in seconds from now. */
export interface Lifetime {
  readonly expiresInSeconds: number;
  readonly freshForSeconds: number;
  readonly renewInSeconds: number;
}

/** `reading`: the token is not fresh any more. `ahead`: it will not be for long. */
export type RenewalNeed = 'reading' | 'ahead';

/**
 * The table of grants. All times are the database's: replicas whose clocks differ agree on who holds a lease. Whoever
 * writes a grant locks its credential first, as erasing does.
 */
export const grantStore = {
  find(tx: Transaction, credentialId: string): Promise<GrantRow | null> {
    return tx.findOneBy(GrantRow, { credentialId });
  },

  /** Writes what was just granted, over what was known of the credential before. */
  async put(tx: Transaction, grant: NewGrant, lifetime: Lifetime): Promise<void> {
    const { credentialId, tenantId, subscriberId, provider, account, subject, grantedScopes } = grant;
    await tx.query(put, [
      ...[credentialId, tenantId, subscriberId, provider, account, subject, grantedScopes],
      ...lifetimeValues(lifetime),
    ]);
  },

  /** Takes the lease for so many milliseconds; null when there is no need, it is taken, or it is not yet time to try again. */
  async takeLease(tx: Transaction, credentialId: string, need: RenewalNeed, leaseMs: number): Promise<Lease | null> {
    const [rows] = await tx.query<[{ epoch: string }[]]>(takeLease[need], [credentialId, leaseMs]);
    return rows[0] === undefined ? null : { credentialId, epoch: rows[0].epoch };
  },

  /** False when the lease is somebody else's by now, or the grant is gone. */
  async extendLease(tx: Transaction, { credentialId, epoch }: Lease, leaseMs: number): Promise<boolean> {
    const [rows] = await tx.query<[unknown[]]>(extendLease, [credentialId, epoch, leaseMs]);
    return rows.length > 0;
  },

  /** False, and nothing is written, when the lease is somebody else's by now. */
  async renewed(tx: Transaction, lease: Lease, envelope: Envelope, lifetime: Lifetime): Promise<boolean> {
    if (!(await lockFor(tx, lease))) return false;
    const { keyVersion, wrappedDataKey, ciphertext } = envelope;
    await tx.query(replace, [lease.credentialId, keyVersion, wrappedDataKey, ciphertext]);
    await tx.query(renewed, [lease.credentialId, ...lifetimeValues(lifetime)]);
    return true;
  },

  /** The provider refused it for good. */
  async refused(tx: Transaction, lease: Lease, reason: ReconnectionReason): Promise<boolean> {
    if (!(await lockFor(tx, lease))) return false;
    await tx.query(refused, [lease.credentialId, reason]);
    return true;
  },

  /** Gives the lease back after a fault; nobody tries before the pause is over. */
  async failed(tx: Transaction, lease: Lease, pauseMs: (failures: number) => number): Promise<boolean> {
    if (!(await lockFor(tx, lease))) return false;
    const rows = await tx.query<{ failures: number }[]>('select failures from oauth_grant where credential_id = $1', [
      lease.credentialId,
    ]);
    await tx.query(failed, [lease.credentialId, pauseMs((rows[0]?.failures ?? 0) + 1)]);
    return true;
  },

  /** Whether a grant of this account is in use, whoever's it is: the transaction must see all tenants. */
  async isInUse(tx: Transaction, provider: OAuthProvider, subject: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(inUse, [provider, subject]);
    return rows.length > 0;
  },

  async wasRead(tx: Transaction, credentialId: string): Promise<void> {
    await tx.query('update oauth_grant set last_read_at = now() where credential_id = $1', [credentialId]);
  },
};

function lifetimeValues({ expiresInSeconds, freshForSeconds, renewInSeconds }: Lifetime): number[] {
  return [expiresInSeconds, freshForSeconds, renewInSeconds];
}

/** Locks credential and grant, in this order; false when the lease is not the newest any more. */
async function lockFor(tx: Transaction, { credentialId, epoch }: Lease): Promise<boolean> {
  await tx.query('select 1 from credential where credential_id = $1 for no key update', [credentialId]);
  const held = await tx.query<unknown[]>(
    `select 1 from oauth_grant where credential_id = $1 and epoch = $2 and state = 'active' for no key update`,
    [credentialId, epoch],
  );
  return held.length > 0;
}

const put = `
  insert into oauth_grant (
    credential_id, tenant_id, subscriber_id, provider, account, subject, granted_scopes, access_expires_at, fresh_until,
    renew_at)
  values ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 second', now() + $9 * interval '1 second',
    now() + $10 * interval '1 second')
  on conflict (credential_id) do update set
    account = excluded.account, subject = excluded.subject, granted_scopes = excluded.granted_scopes,
    access_expires_at = excluded.access_expires_at, fresh_until = excluded.fresh_until, renew_at = excluded.renew_at,
    state = 'active', reason = null, failures = 0, retry_at = null, lease_until = null,
    epoch = oauth_grant.epoch + 1`;

const leaseWhen = (due: string): string => `
  update oauth_grant set epoch = epoch + 1, lease_until = now() + $2 * interval '1 millisecond'
  where credential_id = $1 and state = 'active' and (${due})
    and (lease_until is null or lease_until <= now()) and (retry_at is null or retry_at <= now())
  returning epoch`;

const inUse = `
  select 1 from oauth_grant where provider = $1 and subject = $2 and state = 'active' limit 1`;

const takeLease: Readonly<Record<RenewalNeed, string>> = {
  reading: leaseWhen('fresh_until is null or fresh_until <= now()'),
  ahead: leaseWhen('renew_at is null or renew_at <= now()'),
};

const extendLease = `
  update oauth_grant set lease_until = now() + $3 * interval '1 millisecond'
  where credential_id = $1 and epoch = $2 and lease_until > now() returning 1`;

const replace = `
  update credential set key_version = $2, wrapped_data_key = $3, ciphertext = $4
  where credential_id = $1 and erased_at is null`;

const renewed = `
  update oauth_grant set
    access_expires_at = now() + $2 * interval '1 second', fresh_until = now() + $3 * interval '1 second',
    renew_at = now() + $4 * interval '1 second', lease_until = null, failures = 0, retry_at = null
  where credential_id = $1`;

const refused = `
  update oauth_grant set state = 'needs-reconnection', reason = $2, lease_until = null, retry_at = null
  where credential_id = $1`;

const failed = `
  update oauth_grant set failures = failures + 1, lease_until = null, retry_at = now() + $2 * interval '1 millisecond'
  where credential_id = $1`;
