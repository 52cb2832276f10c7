import { beginAuthorization } from '@mail-access/contracts';
import type { OutputOf } from '@mail-access/contracts';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthorizationCookie } from '../authorization-cookie/authorization-cookie.js';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { parseBody } from '../problems/parse-body.js';
import { CreateAuthorizationBody, createAuthorizationOperation } from './create-authorization.operation.js';

@Controller()
export class CreateAuthorizationHandler {
  constructor(
    private readonly calls: BusCalls,
    private readonly cookie: AuthorizationCookie,
  ) {}

  @Handles(createAuthorizationOperation)
  async handle(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OutputOf<typeof beginAuthorization>> {
    const { exchange } = request;
    const asked = parseBody(CreateAuthorizationBody, request.body, exchange.language);
    const { header, hash: sessionHash } = this.cookie.begin(exchange.caller);
    const begun = await this.calls.ask(beginAuthorization, { ...asked, sessionHash }, exchange);
    void reply.headers({ 'set-cookie': header, location: `/v1/authorizations/${begun.authorizationId}` });
    return begun;
  }
}
