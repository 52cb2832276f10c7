import type { Transaction } from '@mail-access/persistence';
import { EnvelopeBroken } from '../envelope/envelope-broken.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import { rewrapDataKey } from '../envelope/rewrap-data-key.js';

interface Row {
  readonly credentialId: string;
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly purpose: string;
  readonly keyVersion: number;
  readonly wrappedDataKey: Buffer;
}

export interface RewrappedBatch {
  readonly rewrapped: number;
  /** Credentials whose data key the old version did not open. They stay as they are. */
  readonly unreadable: readonly string[];
  /** The last credential that was looked at; null when there was none. */
  readonly last: string | null;
}

export const batchSize = 200;

/**
 * Wraps the data keys of some credentials with another version, in the order of their ids, from `after` on. What another
 * replica has in hand is passed over; a credential that is erased or replaced meanwhile is left as that made it.
 */
export async function rewrapBatch(
  tx: Transaction,
  wrapper: KeyWrapper,
  { from, to, after }: { readonly from: number; readonly to: number; readonly after: string },
): Promise<RewrappedBatch> {
  const rows = await tx.query<Row[]>(select, [from, after, batchSize]);
  const wrapped = await Promise.all(rows.map((row) => rewrappedKey(wrapper, row, to)));
  const done = rows.flatMap(({ credentialId }, index) => {
    const key = wrapped[index] ?? null;
    return key === null ? [] : [{ credentialId, key }];
  });
  if (done.length > 0) {
    await tx.query(update, [to, done.map(({ credentialId }) => credentialId), done.map(({ key }) => key)]);
  }
  const unreadable = rows.filter((_, index) => wrapped[index] === null).map(({ credentialId }) => credentialId);
  return { rewrapped: done.length, unreadable, last: rows.at(-1)?.credentialId ?? null };
}

/** Null when it cannot be opened: altered, or moved. Trouble with the keys themselves is thrown on. */
async function rewrappedKey(wrapper: KeyWrapper, row: Row, to: number): Promise<Buffer | null> {
  try {
    return await rewrapDataKey(wrapper, row, row, to);
  } catch (error) {
    if (error instanceof EnvelopeBroken) return null;
    throw error;
  }
}

const select = `
  select credential_id as "credentialId", tenant_id as "tenantId", subscriber_id as "subscriberId", purpose,
         key_version as "keyVersion", wrapped_data_key as "wrappedDataKey"
  from credential where wrapped_by = $1 and credential_id > $2
  order by credential_id limit $3 for no key update skip locked`;

const update = `
  update credential as c set key_version = $1, wrapped_data_key = n.key
  from unnest($2::uuid[], $3::bytea[]) as n (id, key) where c.credential_id = n.id`;
