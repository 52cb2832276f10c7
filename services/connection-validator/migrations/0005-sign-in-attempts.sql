-- Sign-ins at servers that were found, not typed: those under way, and those that were refused within the last hour.
-- A row is there before the server hears of it; one that nobody settles counts as refused.
CREATE TABLE sign_in_attempt (
  attempt_id uuid PRIMARY KEY,
  -- A host or, at a server of a known provider, a host and a subscriber.
  place text NOT NULL,
  counted_at timestamptz NOT NULL,
  refused boolean NOT NULL DEFAULT false
);
CREATE INDEX sign_in_attempt_place ON sign_in_attempt (place, counted_at);
CREATE INDEX sign_in_attempt_counted ON sign_in_attempt (counted_at);
