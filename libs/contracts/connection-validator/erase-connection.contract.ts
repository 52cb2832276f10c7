import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';

/** Erases connection, validations and credentials; every service forgets by the event. Repeating it is harmless. */
export const eraseConnection = defineRequest({
  subject: 'connection-validator.v1.erase-connection',
  summary: "Erases the subscriber's connection and everything derived from it.",
  callers: ['api-gateway', 'administrator'],
  deadlineMs: 8_000,
  changes: true,
  input: z.strictObject({}),
  output: z.strictObject({ erased: z.boolean() }),
  errors: {},
});
