-- What a run found for settings that name no servers: provider, servers, where to sign in.
ALTER TABLE validation ADD COLUMN found jsonb;
-- A provider that takes no password has none stored.
ALTER TABLE connection ALTER COLUMN incoming_credential_id DROP NOT NULL;
