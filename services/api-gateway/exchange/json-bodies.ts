import type { FastifyInstance } from 'fastify';
import { invalidJson } from '../problems/field-wording.js';
import { Problem } from '../problems/problem.js';

/** 1,024 characters of password twice, each six bytes when escaped, and the settings, with room to spare. */
export const bodyLimitBytes = 32 * 1_024;

/** Throws on bytes that are not UTF-8: read as replacement characters they would become another password. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Takes JSON and nothing else. An empty body is no body: clients send the content type with `POST` out of habit. */
export function acceptJsonBodies(fastify: FastifyInstance): void {
  // Refuses `__proto__` and `constructor.prototype` as names.
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    // The parser's own error quotes the body.
    const detail = invalidJson[request.exchange.language];
    const refuse = (): void => done(new Problem('invalid-request', { errors: [{ pointer: '', detail }] }));
    let text: string;
    try {
      text = utf8.decode(body as Buffer);
    } catch {
      return refuse();
    }
    void parse(request, text, (error, value) => (error ? refuse() : done(null, value)));
  });
}
