-- Tries of events that did not go well at once. The stream counts its deliveries, also those that met a database which
-- was away; these are the tries that were some.
create table event_try (
  event_id text primary key,
  -- Tries after the first that began.
  begun int not null default 0,
  -- Tries that failed by their handler.
  failed int not null default 0,
  last_at timestamptz not null default now()
);
create index event_try_last_at on event_try (last_at);
