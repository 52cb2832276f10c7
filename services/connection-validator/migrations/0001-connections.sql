CREATE TABLE connection (
  connection_id uuid PRIMARY KEY,
  tenant_id text NOT NULL,
  subscriber_id text NOT NULL,
  state text NOT NULL CHECK (state IN ('unproven', 'established', 'broken')),
  settings jsonb NOT NULL,
  incoming_credential_id uuid NOT NULL,
  outgoing_credential_id uuid,
  saved_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, subscriber_id)
);

CREATE TABLE validation (
  validation_id uuid PRIMARY KEY,
  connection_id uuid NOT NULL REFERENCES connection ON DELETE CASCADE,
  tenant_id text NOT NULL,
  subscriber_id text NOT NULL,
  language text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'passed', 'failed', 'cancelled')),
  -- What is being proven: the connection may be edited while the run is still being read.
  settings jsonb NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  revision integer NOT NULL DEFAULT 0,
  -- The process that runs it. Every write names it, so that one that was paused and declared dead changes nothing.
  owner text NOT NULL,
  lease_until timestamptz NOT NULL,
  cancel_requested boolean NOT NULL DEFAULT false
);
-- Two runs of one connection never overlap.
CREATE UNIQUE INDEX validation_one_running ON validation (connection_id) WHERE state = 'running';
CREATE INDEX validation_newest ON validation (connection_id, started_at DESC);
CREATE INDEX validation_lease ON validation (lease_until) WHERE state = 'running';

CREATE TABLE validation_change (
  validation_id uuid NOT NULL REFERENCES validation ON DELETE CASCADE,
  revision integer NOT NULL,
  -- Null: the run ended.
  step_id text,
  state text NOT NULL,
  elapsed_ms integer NOT NULL DEFAULT 0,
  diagnosis text,
  -- Why a step that passed deserves attention.
  notice text,
  server_text text,
  retryable boolean,
  happened_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (validation_id, revision)
);

-- Credentials that nothing refers to (any more): stored for a save that never ended, or replaced by another.
CREATE TABLE credential_cleanup (
  credential_id uuid PRIMARY KEY,
  tenant_id text NOT NULL,
  subscriber_id text NOT NULL,
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0
);
CREATE INDEX credential_cleanup_due ON credential_cleanup (due_at);
