import { startValidation } from '@mail-access/contracts';
import type { OutputOf } from '@mail-access/contracts';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { idempotencyKeyOf } from '../operations/idempotency-key.js';
import { startValidationOperation } from './start-validation.operation.js';

@Controller()
export class StartValidationHandler {
  constructor(private readonly calls: BusCalls) {}

  @Handles(startValidationOperation)
  async handle(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OutputOf<typeof startValidation>> {
    const { exchange } = request;
    const idempotencyKey = idempotencyKeyOf(request);
    const started = await this.calls.ask(startValidation, { language: exchange.language }, exchange, {
      idempotencyKey,
    });
    void reply.header('location', `/v1/connection/validations/${started.validationId}`);
    return started;
  }
}
