import { connectionErased, eraseConnection, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, publishEvent, type RequestContext } from '@mail-access/messaging';
import type { Database } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { ConnectionRow } from '../connection/connection.entity.js';
import { lockConnection, ownerOf } from '../connection/connection-store.js';
import { DATABASE } from '../provide.js';
import { ValidationRow } from '../validation/validation.entity.js';
import { wakeRunner } from '../validation/validation-store.js';

/** Erases what this service holds; `connection-erased` makes the vault destroy the credentials, and everyone else forget. */
@Controller()
export class EraseConnectionHandler {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @HandlesRequest(eraseConnection)
  async handle(
    _input: ParsedInputOf<typeof eraseConnection>,
    context: RequestContext,
  ): Promise<OutputOf<typeof eraseConnection>> {
    const owner = ownerOf(context);
    return this.database.transaction(async (tx) => {
      const connection = await lockConnection(tx, owner);
      if (connection === null) return { erased: false };
      const { connectionId } = connection;
      // Locked before the connection, in the order in which the end of a run locks them: the other order deadlocks.
      const running = await tx
        .getRepository(ValidationRow)
        .findOne({ where: { connectionId, state: 'running' }, lock: { mode: 'pessimistic_write' } });
      // Its runner finds the run gone, and stops.
      if (running !== null) await wakeRunner(tx, running.validationId);
      await tx.getRepository(ConnectionRow).delete({ connectionId });
      await publishEvent(tx, connectionErased, owner, { connectionId });
      return { erased: true };
    });
  }
}
