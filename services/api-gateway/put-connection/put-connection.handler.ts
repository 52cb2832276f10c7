import { saveConnection } from '@mail-access/contracts';
import type { OutputOf } from '@mail-access/contracts';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { idempotencyKeyOf } from '../operations/idempotency-key.js';
import { parseBody } from '../problems/parse-body.js';
import { PutConnectionBody, putConnectionOperation } from './put-connection.operation.js';
import { PasswordSealer } from './seal-password.js';

@Controller()
export class PutConnectionHandler {
  constructor(
    private readonly calls: BusCalls,
    private readonly sealer: PasswordSealer,
  ) {}

  @Handles(putConnectionOperation)
  async handle(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OutputOf<typeof saveConnection>> {
    const { exchange } = request;
    const idempotencyKey = idempotencyKeyOf(request);
    const { settings, password, outgoingPassword } = parseBody(PutConnectionBody, request.body, exchange.language);
    // The readable passwords end here; nothing later can find them on the request.
    request.body = undefined;
    const sealed = {
      ...(password && { sealedPassword: await this.sealer.seal(password, exchange.caller, 'incoming') }),
      ...(outgoingPassword && {
        sealedOutgoingPassword: await this.sealer.seal(outgoingPassword, exchange.caller, 'outgoing'),
      }),
    };
    const input = { settings, ...sealed, language: exchange.language };
    const saved = await this.calls.ask(saveConnection, input, exchange, { idempotencyKey });
    void reply.header('location', `/v1/connection/validations/${saved.validationId}`);
    return saved;
  }
}
