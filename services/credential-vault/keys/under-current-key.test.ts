import { QueryFailedError } from 'typeorm';
import { expect, it } from 'vitest';
import { underCurrentKey } from './under-current-key.js';

/** What PostgreSQL says of a row that refers to nothing. */
function refusedBy(constraint: string): Error {
  const cause = Object.assign(new Error('violates foreign key constraint'), { code: '23503', constraint });
  return new QueryFailedError('insert', [], cause);
}

/** Work that fails so often, and a ring that counts how often it was told to look again. */
function work(...failures: Error[]) {
  const ring = { looked: 0, refresh: async () => void (ring.looked += 1) };
  const done = underCurrentKey(ring, async () => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    return ring.looked;
  });
  return { ring, done };
}

it('does the work once when nothing is in its way', async () => {
  expect(await work().done).toBe(0);
});

it('looks for the version in use, and does the work anew, when its own was retired meanwhile', async () => {
  expect(await work(refusedBy('credential_wrapped_by')).done).toBe(1);
});

it('gives up when that was not the reason, or is not over', async () => {
  const other = work(refusedBy('another'));
  await expect(other.done).rejects.toThrow('violates');
  expect(other.ring.looked).toBe(0);
  await expect(work(new Error('away')).done).rejects.toThrow('away');
  const twice = work(refusedBy('credential_wrapped_by'), refusedBy('credential_wrapped_by'));
  await expect(twice.done).rejects.toThrow('violates');
});
