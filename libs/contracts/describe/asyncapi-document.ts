import type { EventContract } from '../definition/define-event.js';
import type { RequestContract } from '../definition/define-request.js';
import { universalErrors } from '../definition/refusal.js';
import { events, requests } from '../registry.js';
import { eventHeaders, refusalHeaders, requestHeaders } from './bus-headers.js';
import { type JsonSchema, jsonSchema } from './json-schema.js';

type Json = Record<string, unknown>;

const description = `Requests are answered once, or with \`no-responders\` (nobody was there, nothing was done), or not within
their deadline (nobody knows). An answer with the header \`refusal-code\` is a refusal; \`refusal-retryable\` says whether
the same request can succeed later. Events are CloudEvents 1.0 in binary mode on the JetStream stream \`EVENTS\`, at
least once on the durable consumer of each party, which is named as the party. A replayed event arrives there on
\`event-replay.<party>.…\` with the headers of the first delivery.`;

/** The AsyncAPI 3.0 document of the whole bus. Operations are written from the side of the service that owns the subject. */
export function asyncApiDocument(): Json {
  return {
    asyncapi: '3.0.0',
    info: { title: 'Mail access bus', version: '1.0.0', description, license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    servers: {
      bus: { host: 'localhost:4222', protocol: 'nats', description: 'NATS with JetStream; one user a party.' },
    },
    channels: { ...byKey(requests, requestChannels), ...byKey(events, eventChannel) },
    operations: { ...byKey(requests, requestOperation), ...byKey(events, eventOperation) },
    components: { messages: { 'universal-refusal': universalRefusal() } },
  };
}

function byKey<C>(contracts: readonly C[], describe: (contract: C) => Json): Json {
  return Object.assign({}, ...contracts.map(describe)) as Json;
}

function keyOf(contract: RequestContract | EventContract): string {
  return (contract.kind === 'request' ? contract.subject : contract.name).replaceAll('.', '-');
}

function requestChannels(contract: RequestContract): Json {
  const key = keyOf(contract);
  return {
    [key]: {
      address: contract.subject,
      summary: contract.summary,
      messages: {
        request: {
          summary: contract.summary,
          headers: requestHeaders(contract.changes),
          payload: jsonSchema(contract.input, 'input'),
        },
      },
    },
    [`${key}-reply`]: {
      address: null,
      description: 'The reply subject of the request.',
      messages: {
        output: { payload: jsonSchema(contract.output, 'output') },
        ...Object.fromEntries(Object.keys(contract.errors).map((code) => [code, declaredRefusal(contract, code)])),
        'universal-refusal': { $ref: '#/components/messages/universal-refusal' },
      },
    },
  };
}

function requestOperation(contract: RequestContract): Json {
  const key = keyOf(contract);
  const replies = ['output', ...Object.keys(contract.errors), 'universal-refusal'];
  return {
    [key]: {
      action: 'receive',
      summary: contract.summary,
      channel: { $ref: `#/channels/${key}` },
      messages: [{ $ref: `#/channels/${key}/messages/request` }],
      reply: {
        address: { location: '$message.header#/reply' },
        channel: { $ref: `#/channels/${key}-reply` },
        messages: replies.map((name) => ({ $ref: `#/channels/${key}-reply/messages/${name}` })),
      },
      'x-callers': contract.callers,
      'x-deadline-ms': contract.deadlineMs,
      'x-changes': contract.changes,
    },
  };
}

function eventChannel(contract: EventContract): Json {
  return {
    [keyOf(contract)]: {
      address: `event.${contract.name}.{tenantId}.{subscriberId}`,
      summary: contract.summary,
      parameters: {
        tenantId: { description: 'The customer organisation.' },
        subscriberId: { description: 'The user of the assistant.' },
      },
      messages: {
        event: {
          name: contract.name,
          summary: contract.summary,
          headers: eventHeaders(contract.name),
          payload: jsonSchema(contract.data, 'output'),
        },
      },
    },
  };
}

function eventOperation(contract: EventContract): Json {
  const key = keyOf(contract);
  return {
    [key]: {
      action: 'send',
      summary: contract.summary,
      channel: { $ref: `#/channels/${key}` },
      messages: [{ $ref: `#/channels/${key}/messages/event` }],
      'x-consumers': contract.consumers,
      'x-observers': contract.observers ?? [],
    },
  };
}

function declaredRefusal(contract: RequestContract, code: string): Json {
  const declared = contract.errors[code];
  if (declared === undefined) throw new Error(`${contract.subject} has no error ${code}`);
  return {
    headers: refusalHeaders,
    payload: refusalBody({ const: code }, jsonSchema(declared.details, 'output')),
    'x-retryable': declared.retryable,
  };
}

function universalRefusal(): Json {
  const bodies = Object.entries(universalErrors).map(([code, { retryable, details }]) => ({
    ...refusalBody({ const: code }, jsonSchema(details, 'output')),
    'x-retryable': retryable,
  }));
  return { summary: 'Refusals that any request may meet.', headers: refusalHeaders, payload: { oneOf: bodies } };
}

function refusalBody(code: JsonSchema, details: JsonSchema): JsonSchema {
  return {
    type: 'object',
    required: ['code', 'message', 'details'],
    properties: { code, message: { type: 'string' }, details },
  };
}
