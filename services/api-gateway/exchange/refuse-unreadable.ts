import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';
import { negotiateLanguage } from './language.js';

/** Answers what the router cannot read (a malformed escape in the address): no hook has run then. */
export function refuseUnreadable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 400;
  const problem = new Problem('request-refused', { status: status < 500 ? status : 400 });
  const language = negotiateLanguage(request.headers['accept-language']);
  const correlationId = randomUUID();
  const body = JSON.stringify(problem.document(language, correlationId));
  reply.raw
    .writeHead(problem.status, {
      'content-type': 'application/problem+json',
      'content-language': language,
      'x-content-type-options': 'nosniff',
      'x-correlation-id': correlationId,
      'content-length': Buffer.byteLength(body),
    })
    .end(body);
  void reply.hijack();
}
