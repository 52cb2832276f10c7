import { eraseConnection } from '@mail-access/contracts';
import type { OutputOf } from '@mail-access/contracts';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { idempotencyKeyOf } from '../operations/idempotency-key.js';
import { deleteConnectionOperation } from './delete-connection.operation.js';

@Controller()
export class DeleteConnectionHandler {
  constructor(private readonly calls: BusCalls) {}

  @Handles(deleteConnectionOperation)
  handle(@Req() request: FastifyRequest): Promise<OutputOf<typeof eraseConnection>> {
    const idempotencyKey = idempotencyKeyOf(request);
    return this.calls.ask(eraseConnection, {}, request.exchange, { idempotencyKey });
  }
}
