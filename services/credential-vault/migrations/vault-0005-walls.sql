-- Lines that the sequencer has not chained yet. Whoever takes one out of here unchained leaves a line that no link names, and
-- the verification says which.
create table audit_unchained (
  line_id bigint primary key references audit_line
);
create function await_chaining() returns trigger language plpgsql as $$
begin
  insert into audit_unchained (line_id) values (new.line_id);
  return null;
end $$;
create trigger audit_line_awaits_chaining after insert on audit_line for each row execute function await_chaining();
insert into audit_unchained (line_id) select line_id from audit_line;

-- Heads of the chain that were told outside, as an event and a log line.
create table audit_anchor (
  position bigint primary key,
  hash bytea not null,
  told_at timestamptz not null default now()
);
comment on table audit_anchor is 'append-only';
create trigger audit_anchor_stays before update or delete or truncate on audit_anchor execute function refuse_change();

-- A connection that is no more: what arrives late can store nothing for it.
create table erased_connection (
  connection_id uuid,
  tenant_id text,
  subscriber_id text,
  erased_at timestamptz not null default now(),
  primary key (connection_id, tenant_id, subscriber_id)
);

-- Grants that must be taken back at their provider. The grant itself is a credential of its own, under a data key of its
-- own, with the purpose "revocation": nothing reveals it, and a rotation finds it as any other.
create table revocation (
  credential_id uuid primary key,
  erased_credential_id uuid not null,
  tenant_id text not null,
  subscriber_id text not null,
  requested_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0
);
create index revocation_due on revocation (due_at);

-- When a surge of reveals of a caller was last told of, by whichever replica.
create table reveal_surge (
  caller text primary key,
  told_at timestamptz not null
);

alter table credential drop constraint credential_purpose_check;
alter table credential add constraint credential_purpose_check
  check (purpose in ('incoming', 'outgoing', 'oauth', 'revocation'));

-- The second wall: whatever a query says or forgets, it sees rows of the tenant of its transaction only, and none where
-- no tenant was set. Forced, so that it binds the owner of the tables too. "*" is the declared way across tenants.
-- Every table with a tenant has it, but those of the messaging library, which hold no credential and are read by a
-- relay that belongs to no tenant.
do $$
declare
  walled name;
begin
  for walled in
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not c.relrowsecurity
      and a.attname = 'tenant_id' and not a.attisdropped
      and c.relname not in ('outbox', 'outbox_sequence', 'inbox_sequence', 'handled_request')
  loop
    execute format('alter table %I enable row level security', walled);
    execute format('alter table %I force row level security', walled);
    execute format(
      'create policy own_tenant on %I using (current_setting(''mail_access.tenant'', true) in (tenant_id, ''*''))', walled);
  end loop;
end $$;

-- A line that belongs to no tenant, as that of a rotation, may be written in any transaction.
create policy no_tenant on audit_line for insert with check (tenant_id is null);
