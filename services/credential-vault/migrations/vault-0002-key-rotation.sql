-- A version is in use from `activated_at` on; until then it is announced, and replicas make sure that they have it.
alter table key_check add column activated_at timestamptz default now();

-- What opens a stored data key. A credential refers to it by foreign key, so that a version which anything needs cannot be
-- retired, and nothing can be stored with one that was, whoever comes first. What is erased needs none.
alter table credential
  add column wrapped_by integer
    generated always as (case when wrapped_data_key is null then null else key_version end) stored,
  add constraint credential_wrapped_by foreign key (wrapped_by) references key_check (key_version);
create index credential_of_key on credential (wrapped_by, credential_id) where wrapped_by is not null;

-- Versions that were retired, whose numbers are never given again. The check value tells the key of this number from any
-- other key before it is destroyed.
create table retired_key (
  key_version integer primary key check (key_version > 0),
  check_value bytea not null,
  recorded_at timestamptz not null,
  retired_at timestamptz not null default now(),
  -- When it was gone from the key file or the token.
  destroyed_at timestamptz
);

-- Replicas that run, and the newest version each has proven to have.
create table key_replica (
  instance_id text primary key,
  key_version integer not null,
  seen_at timestamptz not null default now()
);

-- One rotation a version.
create table key_rotation (
  key_version integer primary key check (key_version > 0),
  started_at timestamptz not null default now(),
  -- Credentials that no other version could open when they were last tried.
  unreadable integer not null default 0,
  completed_at timestamptz,
  -- When the administrator was told that it is complete.
  reported_at timestamptz
);
