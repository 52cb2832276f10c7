import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { Connection } from '../vocabulary/connection.js';
import { Language } from '../vocabulary/language.js';

/** The subscriber's connection, or none. */
export const getConnection = defineRequest({
  subject: 'connection-validator.v1.get-connection',
  summary: "The subscriber's connection, without its secrets.",
  callers: ['api-gateway', 'telephony'],
  deadlineMs: 3_000,
  changes: false,
  input: z.strictObject({ language: Language.default('fr-CA') }),
  output: z.strictObject({ connection: Connection.nullable() }),
  errors: {},
});
