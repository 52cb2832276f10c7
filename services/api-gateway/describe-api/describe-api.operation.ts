import { z } from 'zod';
import type { Operation } from '../operations/operation.js';

export const describeApiOperation: Operation = {
  id: 'getOpenApi',
  method: 'GET',
  path: '/v1/openapi.json',
  summary: 'This document.',
  access: 'anyone',
  answers: { 200: { description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) } },
  problems: [],
};
