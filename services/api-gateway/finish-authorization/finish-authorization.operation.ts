import { z } from 'zod';
import type { HeaderDeclaration, Operation } from '../operations/operation.js';

const text = (description: string): HeaderDeclaration => ({ description, schema: z.string() });

export const finishAuthorizationOperation: Operation = {
  id: 'finishAuthorization',
  method: 'GET',
  path: '/v1/authorizations/callback',
  summary:
    'Where providers send the browser back to. The answer goes on to the page, with the outcome and nothing else.',
  access: 'anyone',
  query: {
    state: text('As it was given to the provider; works once, in the browser that began.'),
    code: text('Of the provider (RFC 6749 §4.1.2).'),
    iss: text('Who answers (RFC 9207).'),
    error: text('Instead of a code.'),
    error_description: text('Of Microsoft: begins with a number.'),
    admin_consent: text("An administrator's answer."),
    tenant: text('The organisation of the administrator.'),
  },
  answers: {
    303: {
      description: 'To the page, for a browser: `?outcome=…`, and `&authorization=…` unless it was refused.',
      mediaType: 'text/plain',
      schema: z.string(),
    },
  },
  problems: ['authorization-refused', 'service-unavailable', 'deadline-exceeded'],
};
