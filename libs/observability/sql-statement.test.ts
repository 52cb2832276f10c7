import { expect, it } from 'vitest';
import { readStatement } from './sql-statement.js';

it.each([
  ['SELECT "c"."id" FROM "connection_validator"."connection" "c" WHERE x = $1', 'SELECT', 'connection'],
  ['insert into outbox (id) values ($1) on conflict do nothing', 'INSERT', 'outbox'],
  ['UPDATE "run" SET state = $1 WHERE id = $2', 'UPDATE', 'run'],
  ['UPDATE run AS r SET state = $1', 'UPDATE', 'run'],
  ['DELETE FROM inbox WHERE at < $1', 'DELETE', 'inbox'],
  ['WITH due AS (SELECT id FROM outbox FOR UPDATE SKIP LOCKED) UPDATE outbox SET at = now()', 'UPDATE', 'outbox'],
  ['WITH due AS (SELECT id FROM outbox) SELECT * FROM due', 'SELECT', 'outbox'],
  ['SELECT id FROM outbox FOR UPDATE SKIP LOCKED', 'SELECT', 'outbox'],
  ['BEGIN', 'BEGIN', undefined],
  ['START TRANSACTION', 'START', undefined],
  ['  -- from nowhere\n COMMIT', 'COMMIT', undefined],
  ["SELECT 'text from hunter2'", 'SELECT', undefined],
  ['SELECT $q$ from hunter2 $q$', 'SELECT', undefined],
  ['', 'UNKNOWN', undefined],
])('%s', (sql, operation, collection) => {
  expect(readStatement(sql)).toEqual(collection === undefined ? { operation } : { operation, collection });
});
