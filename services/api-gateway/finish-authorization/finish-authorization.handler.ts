import { completeAuthorization } from '@mail-access/contracts';
import type { OutputOf } from '@mail-access/contracts';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AuthorizationCookie,
  ownerOf,
  type AuthorizationSession,
  type CookieOwner,
} from '../authorization-cookie/authorization-cookie.js';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { Problem } from '../problems/problem.js';
import { refusalToProblem } from '../problems/refusal-to-problem.js';
import { CallbackRate } from './callback-rate.js';
import { finishAuthorizationOperation } from './finish-authorization.operation.js';
import { readCallback } from './read-callback.js';
import { AnswerSealer } from './seal-answer.js';

/** Under which browsers reach the gateway. */
export const PUBLIC_URL = Symbol('PublicUrl');

/** A browser is sent on to the page, whatever happened; anybody else is told by a problem. */
@Controller()
export class FinishAuthorizationHandler {
  readonly #withoutCookie = new CallbackRate();

  constructor(
    private readonly calls: BusCalls,
    private readonly cookie: AuthorizationCookie,
    private readonly sealer: AnswerSealer,
    @Inject(PUBLIC_URL) private readonly publicUrl: URL,
  ) {}

  @Handles(finishAuthorizationOperation)
  async handle(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('set-cookie', this.cookie.end());
    try {
      const { authorizationId, outcome } = await this.#complete(request);
      return this.#goOn(reply, { authorization: authorizationId, outcome });
    } catch (error) {
      const problem = problemOf(error, request);
      if (problem === null || !isBrowser(request)) throw error;
      request.exchange.outcome = problem.code;
      return this.#goOn(reply, { outcome: problem.code === 'authorization-refused' ? 'refused' : 'unavailable' });
    }
  }

  async #complete(request: FastifyRequest): Promise<OutputOf<typeof completeAuthorization>> {
    const answer = readCallback(request.url);
    const session = this.cookie.read(request.headers.cookie);
    const owner = answer === null ? null : (ownerInState(answer.state) ?? session?.owner ?? null);
    if (answer === null || owner === null) throw new Problem('authorization-refused');
    if (!isOf(session, owner)) this.#withoutCookie.take();
    const sealedAnswer = await this.sealer.seal(answer, owner);
    const input = { sealedAnswer, ...(session !== null && { sessionHash: session.hash }) };
    return await this.calls.ask(completeAuthorization, input, { caller: owner });
  }

  #goOn(reply: FastifyReply, parameters: Readonly<Record<string, string>>): string {
    const page = new URL(this.publicUrl);
    page.search = new URLSearchParams(parameters).toString();
    void reply.header('location', page.href);
    return '';
  }
}

/** An administrator's browser keeps nothing: their state says whose sign-in it is about. */
function ownerInState(state = ''): CookieOwner | null {
  const [tenantId, subscriberId, random] = state.split('.');
  return random === undefined ? null : ownerOf(tenantId, subscriberId);
}

function isOf(session: AuthorizationSession | null, { tenantId, subscriberId }: CookieOwner): boolean {
  return session?.owner.tenantId === tenantId && session.owner.subscriberId === subscriberId;
}

function isBrowser(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') === true;
}

function problemOf(error: unknown, request: FastifyRequest): Problem | null {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error) || error.name !== 'Refusal') return null;
  return refusalToProblem(error as Parameters<typeof refusalToProblem>[0], request.exchange.language);
}
