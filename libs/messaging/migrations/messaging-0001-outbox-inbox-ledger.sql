-- Events that wait for the bus, deleted once the stream has acknowledged them.
create table outbox (
  position bigint generated always as identity primary key,
  event_id uuid not null default gen_random_uuid(),
  event_name text not null,
  tenant_id text not null,
  subscriber_id text not null,
  sequence bigint not null,
  correlation_id text not null,
  trace_parent text not null,
  data text not null,
  created_at timestamptz not null default now()
);

-- The last sequence of each event name and subscriber. Its row lock makes the order of sequences the order of commits.
create table outbox_sequence (
  event_name text not null,
  tenant_id text not null,
  subscriber_id text not null,
  last_sequence bigint not null,
  primary key (event_name, tenant_id, subscriber_id)
);

-- Events that were handled; a second delivery finds its row and does nothing.
create table inbox (
  event_id text primary key,
  event_name text not null,
  handled_at timestamptz not null default now()
);
create index inbox_handled_at on inbox (handled_at);

-- The newest sequence that was handled, for handlers that drop older ones.
create table inbox_sequence (
  event_name text not null,
  tenant_id text not null,
  subscriber_id text not null,
  last_sequence bigint not null,
  primary key (event_name, tenant_id, subscriber_id)
);

-- Outcomes of requests that change something, under their idempotency key.
create table handled_request (
  subject text not null,
  tenant_id text not null,
  subscriber_id text not null,
  idempotency_key text not null,
  output text,
  handled_at timestamptz not null default now(),
  primary key (subject, tenant_id, subscriber_id, idempotency_key)
);
create index handled_request_handled_at on handled_request (handled_at);
