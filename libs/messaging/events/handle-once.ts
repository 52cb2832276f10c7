import type { EventContract } from '@mail-access/contracts';
import type { Database, Transaction } from '@mail-access/persistence';
import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { ReceivedEvent } from './received-event.js';

/** A contract and the Nest handler of its events. */
export interface ConsumedEvent {
  readonly contract: EventContract;
  readonly handler: MessageHandler<ReceivedEvent, Transaction>;
  readonly newestOnly: boolean;
}

/** Runs the handler in the transaction that remembers the event. `duplicate`: it, or a later one, was handled before. */
export function handleOnce(
  database: Database,
  consumed: ConsumedEvent,
  event: ReceivedEvent,
): Promise<'handled' | 'duplicate'> {
  return database.transaction(async (tx) => {
    const isNew = await tx.query<unknown[]>(
      'insert into inbox (event_id, event_name) values ($1, $2) on conflict do nothing returning 1',
      [event.id, consumed.contract.name],
    );
    if (isNew.length === 0) return 'duplicate';
    if (consumed.newestOnly && !(await isNewest(tx, consumed.contract.name, event))) return 'duplicate';
    const result: unknown = await consumed.handler(event, tx);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    return 'handled';
  });
}

async function isNewest(tx: Transaction, name: string, event: ReceivedEvent): Promise<boolean> {
  const advanced = await tx.query<unknown[]>(
    `insert into inbox_sequence as s (event_name, tenant_id, subscriber_id, last_sequence) values ($1, $2, $3, $4)
     on conflict (event_name, tenant_id, subscriber_id) do update set last_sequence = excluded.last_sequence
     where s.last_sequence < excluded.last_sequence
     returning 1`,
    [name, event.tenantId, event.subscriberId, event.sequence],
  );
  return advanced.length > 0;
}
