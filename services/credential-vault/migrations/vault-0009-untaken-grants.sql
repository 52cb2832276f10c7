-- Grants that no connection has taken: a sweeper looks for them.
create index credential_untaken on credential (stored_at)
  where purpose = 'oauth' and connection_id = credential_id and erased_at is null;
