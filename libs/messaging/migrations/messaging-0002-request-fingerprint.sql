-- What the request asked for, so that the same key with another body is refused. Null in rows of the version before.
alter table handled_request add column fingerprint text;
