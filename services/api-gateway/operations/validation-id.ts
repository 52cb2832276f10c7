import { ValidationId } from '@mail-access/contracts';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

export const validationParameters = { validationId: ValidationId } as const;

/** The run that the path names. A name that no run can have is a run that does not exist. */
export function validationIdOf(request: FastifyRequest): string {
  const id = ValidationId.safeParse((request.params as Record<string, unknown>).validationId);
  if (!id.success) throw new Problem('validation-not-found');
  return id.data.toLowerCase();
}
