import type { JsonSchema } from './json-schema.js';

const identifier = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' };
const traceParent = {
  type: 'string',
  pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$',
  description: 'W3C Trace Context.',
};

/** Headers that every request carries. */
export function requestHeaders(changes: boolean): JsonSchema {
  return {
    type: 'object',
    required: ['tenant-id', 'subscriber-id'],
    properties: {
      'tenant-id': identifier,
      'subscriber-id': identifier,
      traceparent: traceParent,
      'correlation-id': { type: 'string', description: 'Found again in logs and refusals; drawn when absent.' },
      'deadline-ms': {
        type: 'string',
        pattern: '^[0-9]+$',
        description: 'Milliseconds that the caller still waits; the deadline of the contract when absent.',
      },
      ...(changes && {
        'idempotency-key': {
          type: 'string',
          pattern: '^[!-~]{1,200}$',
          description: 'A repetition with the same key is answered with the outcome of the first.',
        },
      }),
    },
  };
}

/** Headers that tell a refusal from a success, which has none of them. */
export const refusalHeaders: JsonSchema = {
  type: 'object',
  required: ['refusal-code', 'refusal-retryable', 'correlation-id'],
  properties: {
    'refusal-code': { type: 'string' },
    'refusal-retryable': { type: 'string', enum: ['true', 'false'] },
    'correlation-id': { type: 'string' },
  },
};

/** CloudEvents 1.0 in binary mode, with the extension `sequence`. */
export function eventHeaders(name: string): JsonSchema {
  const text = { type: 'string' };
  return {
    type: 'object',
    required: ['ce-specversion', 'ce-id', 'ce-source', 'ce-type', 'ce-time', 'ce-sequence', 'Nats-Msg-Id'],
    properties: {
      'ce-specversion': { const: '1.0' },
      'ce-id': { ...text, description: 'The same at every delivery: drop what you have handled.' },
      'ce-source': text,
      'ce-type': { const: name },
      'ce-subject': { ...text, description: '`<tenant>/<subscriber>`' },
      'ce-time': { ...text, format: 'date-time' },
      'ce-sequence': {
        ...text,
        pattern: '^[0-9]+$',
        description: 'Counts the events of this name and subscriber from 1, without gaps: a lower one is older news.',
      },
      'ce-datacontenttype': { const: 'application/json' },
      'tenant-id': identifier,
      'subscriber-id': identifier,
      'correlation-id': text,
      traceparent: traceParent,
      'Nats-Msg-Id': { ...text, description: 'Equal to ce-id.' },
    },
  };
}
