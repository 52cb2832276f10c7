import { expect, it } from 'vitest';
import { pendingMigrations } from './migrate.js';

const file = (name: string, directory = 'service') => ({ name, directory, sql: '', checksum: `sum of ${name}` });
const applied = (name: string) => ({ name, checksum: `sum of ${name}` });

it('applies what is not applied yet, folder by folder', () => {
  const files = [file('messaging-0001.sql', 'messaging'), file('0001.sql'), file('0002.sql')];
  const pending = pendingMigrations(files, [applied('0001.sql')]);
  expect(pending.map(({ name }) => name)).toEqual(['messaging-0001.sql', '0002.sql']);
});

it('refuses a file that was changed after it was applied', () => {
  const files = [{ ...file('0001.sql'), checksum: 'another' }];
  expect(() => pendingMigrations(files, [applied('0001.sql')])).toThrow('0001.sql was changed after it was applied');
});

it('refuses a new file that sorts before an applied one of its folder', () => {
  const files = [file('0001.sql'), file('0002.sql')];
  expect(() => pendingMigrations(files, [applied('0002.sql')])).toThrow('0001.sql is new, but comes before 0002.sql');
});

it('refuses to go on when an applied file is gone', () => {
  const done = [applied('0001.sql'), applied('0002.sql')];
  expect(() => pendingMigrations([file('0002.sql')], done)).toThrow('0001.sql was applied before 0002.sql');
});

it('leaves alone what a newer version has applied', () => {
  expect(pendingMigrations([file('0001.sql')], [applied('0001.sql'), applied('0002.sql')])).toEqual([]);
});
