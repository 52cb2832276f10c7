import type { Transaction } from '@mail-access/persistence';
import type { Owner } from '../credential/credential-store.js';
import type { NewGrant } from '../grant/grant-store.js';
import { AuthorizationRow } from './authorization.entity.js';

/** Time enough for a sign-in with a telephone at hand. */
const stateLivesFor = '15 minutes';
/** Administrators take days; afterwards the subscriber begins again. */
const waitsForAdministrator = '21 days';
const livesFor = '1 day';

export type NewAuthorization = Pick<
  AuthorizationRow,
  | 'authorizationId'
  | 'tenantId'
  | 'subscriberId'
  | 'provider'
  | 'requestedScopes'
  | 'loginHint'
  | 'sessionHash'
  | 'stateHash'
  | 'administratorStateHash'
  | 'sealedSecrets'
>;

/** Of one subscriber; who begins more loses the oldest. */
const mostUnfinished = 20;

/** The table of sign-ins. */
export const authorizationStore = {
  find(tx: Transaction, authorizationId: string, { tenantId, subscriberId }: Owner): Promise<AuthorizationRow | null> {
    return tx.findOneBy(AuthorizationRow, { authorizationId, tenantId, subscriberId });
  },

  /** Writes a new one, or over the one that goes on; gives when its state ends. */
  async begin(tx: Transaction, authorization: NewAuthorization): Promise<Date> {
    const { authorizationId: id, tenantId, subscriberId, provider, requestedScopes, loginHint } = authorization;
    const { sessionHash, stateHash, administratorStateHash, sealedSecrets } = authorization;
    const [row] = await tx.query<{ state_expires_at: Date }[]>(begin, [
      ...[id, tenantId, subscriberId, provider, requestedScopes, loginHint],
      ...[sessionHash, stateHash, administratorStateHash, sealedSecrets, stateLivesFor, livesFor],
    ]);
    if (row === undefined) throw new Error('a sign-in was not written');
    await tx.query(forgetOldest, [tenantId, subscriberId, mostUnfinished]);
    return row.state_expires_at;
  },

  /** Takes the state of a sign-in, once; null when there is none such of this owner and browser. */
  async takeState(
    tx: Transaction,
    owner: Owner,
    stateHash: string,
    sessionHash: string,
  ): Promise<AuthorizationRow | null> {
    const { tenantId, subscriberId } = owner;
    const [rows] = await tx.query<[{ authorization_id: string }[]]>(takeState, [
      ...[stateHash, sessionHash, tenantId, subscriberId],
    ]);
    return rows[0] === undefined ? null : await this.find(tx, rows[0].authorization_id, owner);
  },

  /** Takes the state of an administrator's link, once. */
  async takeAdministratorState(tx: Transaction, owner: Owner, stateHash: string): Promise<AuthorizationRow | null> {
    const [rows] = await tx.query<[{ authorization_id: string }[]]>(takeAdministratorState, [
      ...[stateHash, owner.tenantId, owner.subscriberId],
    ]);
    return rows[0] === undefined ? null : await this.find(tx, rows[0].authorization_id, owner);
  },

  /** How it ended. One that has a credential already keeps being `authorized`, whatever a further try comes to. */
  async end(tx: Transaction, authorizationId: string, state: AuthorizationRow['state']): Promise<void> {
    await tx.query(
      `update oauth_authorization set state = case when state = 'authorized' then state else $2 end,
         expires_at = case when $2 = 'awaiting-administrator' then now() + $3::interval else expires_at end
       where authorization_id = $1`,
      [authorizationId, state, waitsForAdministrator],
    );
  },

  async authorized(
    tx: Transaction,
    authorizationId: string,
    { account, subject, grantedScopes }: Pick<NewGrant, 'account' | 'subject' | 'grantedScopes'>,
  ): Promise<void> {
    await tx.query(
      `update oauth_authorization set state = 'authorized', account = $2, subject = $3, granted_scopes = $4,
         administrator_state_hash = null, expires_at = now() + $5::interval
       where authorization_id = $1`,
      [authorizationId, account, subject, grantedScopes, livesFor],
    );
  },
};

const begin = `
  insert into oauth_authorization (
    authorization_id, tenant_id, subscriber_id, provider, requested_scopes, login_hint,
    session_hash, state_hash, administrator_state_hash, sealed_secrets, state, state_expires_at, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', now() + $11::interval, now() + $12::interval)
  on conflict (authorization_id) do update set
    requested_scopes = excluded.requested_scopes, login_hint = excluded.login_hint,
    session_hash = excluded.session_hash, state_hash = excluded.state_hash, sealed_secrets = excluded.sealed_secrets,
    administrator_state_hash = case when oauth_authorization.administrator_state_hash is null then null
      else excluded.administrator_state_hash end,
    attempts = oauth_authorization.attempts + 1, state_expires_at = excluded.state_expires_at,
    expires_at = greatest(oauth_authorization.expires_at, excluded.expires_at)
  returning state_expires_at`;

const takeState = `
  update oauth_authorization set state_hash = null
  where state_hash = $1 and session_hash = $2 and tenant_id = $3 and subscriber_id = $4 and state_expires_at > now()
  returning authorization_id`;

const takeAdministratorState = `
  update oauth_authorization set administrator_state_hash = null
  where administrator_state_hash = $1 and tenant_id = $2 and subscriber_id = $3
    and state in ('awaiting-administrator', 'declined') and expires_at > now()
  returning authorization_id`;

const forgetOldest = `
  delete from oauth_authorization where authorization_id in (
    select authorization_id from oauth_authorization
    where tenant_id = $1 and subscriber_id = $2 and state in ('waiting', 'declined', 'failed')
    order by begun_at desc offset $3)`;
