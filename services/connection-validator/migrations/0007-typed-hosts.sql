-- Hosts that a subscriber typed as mail servers within the last minute, so that nobody walks through hosts with us.
-- Only a digest of the name is kept: counting needs no more.
CREATE TABLE typed_host (
  tenant_id text NOT NULL,
  subscriber_id text NOT NULL,
  host_digest text NOT NULL,
  tried_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, subscriber_id, host_digest)
);
CREATE INDEX typed_host_tried ON typed_host (tenant_id, tried_at);
