-- What a step that looks for settings had found when it changed. Such a step changes each time that a source ends.
ALTER TABLE validation_change ADD COLUMN discovery jsonb;
-- From when another try is worth it, where that is known.
ALTER TABLE validation_change ADD COLUMN retry_at timestamptz;
