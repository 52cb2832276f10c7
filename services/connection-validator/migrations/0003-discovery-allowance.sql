-- How many discoveries a subscriber and a tenant started in the current minute, across replicas.
-- An empty subscriber_id stands for the whole tenant.
CREATE TABLE discovery_allowance (
  tenant_id text NOT NULL,
  subscriber_id text NOT NULL,
  window_start timestamptz NOT NULL,
  used integer NOT NULL,
  PRIMARY KEY (tenant_id, subscriber_id)
);
CREATE INDEX discovery_allowance_window ON discovery_allowance (window_start);
