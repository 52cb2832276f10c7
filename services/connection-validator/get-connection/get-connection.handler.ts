import { getConnection, type Connection, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import type { Database } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { findConnection, ownerOf } from '../connection/connection-store.js';
import { DATABASE } from '../provide.js';
import { serversOf } from '../validation/found-settings.js';
import { renderValidation } from '../validation/render-validation.js';
import { ValidationStore } from '../validation/validation-store.js';

@Controller()
export class GetConnectionHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ValidationStore) private readonly store: ValidationStore,
  ) {}

  @HandlesRequest(getConnection)
  async handle(
    { language }: ParsedInputOf<typeof getConnection>,
    context: RequestContext,
  ): Promise<OutputOf<typeof getConnection>> {
    const row = await findConnection(this.database, ownerOf(context));
    if (row === null) return { connection: null };
    const { connectionId, state, settings, savedAt, provenWith } = row;
    const connection: Connection = { connectionId, state, settings, savedAt: savedAt.toISOString() };
    const run = await this.store.newestOf(connectionId);
    if (run === null) return { connection };
    const changes = await this.store.changesOf(run.validationId);
    const lastValidation = renderValidation(run, changes, language, new Date());
    const servers = settings.method === 'manual' ? null : (serversOf(run) ?? provenWith?.servers ?? null);
    return { connection: { ...connection, ...(servers !== null && { servers }), lastValidation } };
  }
}
