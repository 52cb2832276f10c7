alter table credential drop constraint credential_purpose_check;
alter table credential add constraint credential_purpose_check check (purpose in ('incoming', 'outgoing', 'oauth'));

-- What may be known of a grant without opening it, and who renews its access token. The tokens themselves are in
-- credential.ciphertext.
create table oauth_grant (
  credential_id uuid primary key references credential,
  tenant_id text not null,
  subscriber_id text not null,
  provider text not null check (provider in ('google', 'microsoft')),
  account text not null,
  granted_scopes text[] not null,
  state text not null default 'active' check (state in ('active', 'needs-reconnection')),
  reason text check ((reason is null) = (state = 'active')),
  access_expires_at timestamptz,
  -- Until then an access token is handed out as it is; afterwards the next reader has it renewed.
  fresh_until timestamptz,
  -- From then on it is renewed ahead, when somebody has used it lately.
  renew_at timestamptz,
  -- Counted up by whoever takes the lease; every write of the holder names it, so that one who lost it changes nothing.
  epoch bigint not null default 0,
  lease_until timestamptz,
  failures integer not null default 0,
  retry_at timestamptz,
  last_read_at timestamptz not null default now()
);
create index oauth_grant_to_renew on oauth_grant (renew_at) where state = 'active';

-- A sign-in at a provider. What must not be read (PKCE verifier, nonce, the administrator's state) is sealed to the vault.
create table oauth_authorization (
  authorization_id uuid primary key,
  tenant_id text not null,
  subscriber_id text not null,
  provider text not null check (provider in ('google', 'microsoft')),
  state text not null check (state in (
    'waiting', 'awaiting-administrator', 'resumable', 'authorized', 'declined', 'failed'
  )),
  requested_scopes text[] not null,
  granted_scopes text[] not null default '{}',
  account text,
  login_hint text,
  -- SHA-256 of what only the browser that began it keeps.
  session_hash text not null,
  -- SHA-256 of the state in the address; null once it came back.
  state_hash text unique,
  administrator_state_hash text unique,
  sealed_secrets text not null,
  attempts integer not null default 1,
  begun_at timestamptz not null default now(),
  state_expires_at timestamptz not null,
  -- When the row goes.
  expires_at timestamptz not null
);
create index oauth_authorization_expires on oauth_authorization (expires_at);

-- Whatever erases a credential: what is known of its grant goes along, in the same transaction.
create function forget_grant() returns trigger language plpgsql as $$
begin
  delete from oauth_grant where credential_id = new.credential_id;
  delete from oauth_authorization where authorization_id = new.credential_id;
  return null;
end $$;
create trigger credential_erased after update of erased_at on credential
  for each row when (new.erased_at is not null and new.purpose = 'oauth') execute function forget_grant();
