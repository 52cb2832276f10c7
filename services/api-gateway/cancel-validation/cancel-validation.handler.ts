import { cancelValidation } from '@mail-access/contracts';
import type { OutputOf } from '@mail-access/contracts';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { idempotencyKeyOf } from '../operations/idempotency-key.js';
import { validationIdOf } from '../operations/validation-id.js';
import { cancelValidationOperation } from './cancel-validation.operation.js';

@Controller()
export class CancelValidationHandler {
  constructor(private readonly calls: BusCalls) {}

  @Handles(cancelValidationOperation)
  async handle(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OutputOf<typeof cancelValidation> & { validationId: string }> {
    const validationId = validationIdOf(request);
    const idempotencyKey = idempotencyKeyOf(request);
    const { state } = await this.calls.ask(cancelValidation, { validationId }, request.exchange, { idempotencyKey });
    if (state === 'running') void reply.status(202);
    return { validationId, state };
  }
}
