-- What was done with credentials, by whom, and why. No content, no secret: identifiers and words of ours.
create table audit_line (
  line_id bigint generated always as identity primary key,
  happened_at timestamptz not null default clock_timestamp(),
  action text not null check (action in (
    'store', 'reveal', 'refresh', 'refusal', 'rotation', 'erasure', 'authorization', 'export'
  )),
  -- How it ended, and why where that is a question: a word of ours, as "stored", "credential-unknown", "rewrapped:3".
  outcome text not null check (outcome ~ '^[a-z0-9][a-z0-9:._-]{0,99}$'),
  -- The NATS user who asked, or the service's own work.
  caller text not null,
  -- As the caller named them: a refused attempt stands under the tenant that it came from.
  tenant_id text,
  subscriber_id text,
  credential_id uuid,
  purpose text,
  trace_id text,
  correlation_id text
);
create index audit_line_of_credential on audit_line (credential_id, line_id);
create index audit_line_happened_at on audit_line (happened_at);

-- The chain over the lines, written by the sequencer: each hash is over its line and the hash before it.
create table audit_link (
  position bigint primary key check (position > 0),
  line_id bigint not null unique references audit_line,
  hash bytea not null check (length(hash) = 32)
);

-- "append-only" is what the privileges of the service's role are made of when another role owns the schema.
comment on table audit_line is 'append-only';
comment on table audit_link is 'append-only';

-- Where the service's role owns its tables it could give itself any privilege: it meets this as well.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_line_stays before update or delete or truncate on audit_line execute function refuse_change();
create trigger audit_link_stays before update or delete or truncate on audit_link execute function refuse_change();
