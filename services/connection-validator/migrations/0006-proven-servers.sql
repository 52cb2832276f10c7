-- What the last proof of a connection found, for settings that name no servers; gone with the next save.
ALTER TABLE connection ADD COLUMN proven_with jsonb;
