import { AuthorizationId, describeAuthorization } from '@mail-access/contracts';
import type { OutputOf } from '@mail-access/contracts';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { Problem } from '../problems/problem.js';
import { getAuthorizationOperation } from './get-authorization.operation.js';

@Controller()
export class GetAuthorizationHandler {
  constructor(private readonly calls: BusCalls) {}

  @Handles(getAuthorizationOperation)
  async handle(@Req() request: FastifyRequest): Promise<OutputOf<typeof describeAuthorization>> {
    const id = AuthorizationId.safeParse((request.params as Record<string, unknown>).authorizationId);
    // An id that no sign-in can have is a sign-in that does not exist.
    if (!id.success) throw new Problem('authorization-not-found');
    const input = { authorizationId: id.data.toLowerCase() };
    return await this.calls.ask(describeAuthorization, input, request.exchange);
  }
}
