-- A credential, readable only with the key-encryption key of its version. An erased one stays as a row without key and
-- ciphertext, so that a call that was delayed cannot store it again.
create table credential (
  credential_id uuid primary key,
  tenant_id text not null,
  subscriber_id text not null,
  connection_id uuid not null,
  purpose text not null check (purpose in ('incoming', 'outgoing')),
  key_version integer not null check (key_version > 0),
  wrapped_data_key bytea,
  ciphertext bytea,
  stored_at timestamptz not null default now(),
  erased_at timestamptz,
  check ((wrapped_data_key is null) = (ciphertext is null)),
  check ((wrapped_data_key is null) = (erased_at is not null))
);
create index credential_of_connection on credential (connection_id) where erased_at is null;

-- One value a key-encryption key that only this key opens: a wrong key file is noticed at the start.
create table key_check (
  key_version integer primary key check (key_version > 0),
  check_value bytea not null,
  recorded_at timestamptz not null default now()
);
