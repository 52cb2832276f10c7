import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { invalidIdempotencyKey } from '../problems/field-wording.js';
import { Problem } from '../problems/problem.js';
import type { FastifyRequest } from 'fastify';
import type { HeaderDeclaration } from './operation.js';

const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,128}$/);

/** The header of calls that change something. */
export const idempotencyHeaders: Readonly<Record<string, HeaderDeclaration>> = {
  'Idempotency-Key': {
    description: 'A repetition with the same key is carried out once and answered alike.',
    schema: IdempotencyKey,
  },
};

/**
 * The client's key, or a random one: with a key the bus may repeat a request of which the fate is unknown without
 * carrying it out twice.
 */
export function idempotencyKeyOf(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return randomUUID();
  const key = IdempotencyKey.safeParse(header);
  if (key.success) return key.data;
  const detail = invalidIdempotencyKey[request.exchange.language];
  throw new Problem('invalid-request', { errors: [{ pointer: '/headers/idempotency-key', detail }] });
}
