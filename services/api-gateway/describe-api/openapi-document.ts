import { Connection, ConnectionSettings, Validation, ValidationStep } from '@mail-access/contracts';
import { z } from 'zod';
import { idempotencyHeaders } from '../operations/idempotency-key.js';
import type { Operation } from '../operations/operation.js';
import { ProblemDocument } from '../problems/problem.js';
import { problemTypes } from '../problems/problem-types.js';
import type { ProblemType } from '../problems/problem-types.js';

type Json = Readonly<Record<string, unknown>>;

/** An OpenAPI 3.1 document; its schemas are JSON Schema 2020-12. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: Json;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: Json;
}

const problemsOfAnyone: readonly ProblemType[] = ['internal'];
const problemsOfIdempotencyKeys: readonly ProblemType[] = ['request-in-progress', 'idempotency-key-reused'];
const problemsOfSubscribers: readonly ProblemType[] = [
  'sign-in-required',
  'entitlement-missing',
  'service-unavailable',
  'sign-in-unavailable',
  'deadline-exceeded',
];

/** Schemas that have a name in the document; every other one is written where it is used. */
const named = { Connection, ConnectionSettings, Validation, ValidationStep, Problem: ProblemDocument } as const;

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });

const reference = (id: string): string => `#/components/schemas/${id}`;

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const id = registry.get(schema)?.id;
  if (id !== undefined) return { $ref: reference(id) };
  // A registry of its own for the one schema, so that the named schemas inside become references.
  const scope = z.registry<{ id: string }>();
  for (const [name, one] of Object.entries(named)) scope.add(one, { id: name });
  scope.add(schema, { id: 'anonymous' });
  return withoutIds(z.toJSONSchema(scope, { uri: reference, io }).schemas.anonymous as Json);
}

/** `$schema` is the document's default, and a `$id` with a fragment is not allowed in JSON Schema 2020-12. */
function withoutIds({ $schema: _schema, $id: _id, ...schema }: Json): Json {
  return schema;
}

function componentSchemas(): Json {
  const { schemas } = z.toJSONSchema(registry, { uri: reference, io: 'output' });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutIds(schema as Json)]));
}

function problemAnswers(operation: Operation): Json {
  const common = operation.access === 'anyone' ? problemsOfAnyone : [...problemsOfAnyone, ...problemsOfSubscribers];
  const repeated = operation.headers === idempotencyHeaders ? problemsOfIdempotencyKeys : [];
  const byStatus = Object.groupBy([...operation.problems, ...repeated, ...common], (type) => problemTypes[type].status);
  const content = { 'application/problem+json': { schema: { $ref: reference('Problem') } } };
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, types]) => [
      status,
      {
        description: (types ?? [])
          .map((type) => `${problemTypes[type].wording['en-CA'][0]} (\`/problems/${type}\`)`)
          .join('; '),
        content,
      },
    ]),
  );
}

function parametersOf(operation: Operation): Json[] {
  const path = Object.entries(operation.parameters ?? {}).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaOf(schema, 'input'),
  }));
  const optional = (place: 'query' | 'header', declared: Operation['headers'] = {}): Json[] =>
    Object.entries(declared).map(([name, { description, schema }]) => ({
      name,
      in: place,
      required: false,
      description,
      schema: schemaOf(schema, 'input'),
    }));
  const language = operation.access === 'anyone' ? [] : [{ $ref: '#/components/parameters/AcceptLanguage' }];
  return [...path, ...optional('query', operation.query), ...optional('header', operation.headers), ...language];
}

function describeOperation(operation: Operation): Json {
  const answers = Object.entries(operation.answers).map(([status, { description, mediaType, schema }]) => [
    status,
    { description, content: { [mediaType ?? 'application/json']: { schema: schemaOf(schema, 'output') } } },
  ]);
  return {
    operationId: operation.id,
    summary: operation.summary,
    security: operation.access === 'anyone' ? [] : [{ subscriber: [] }],
    parameters: parametersOf(operation),
    ...(operation.body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body, 'input') } } },
    }),
    responses: { ...Object.fromEntries(answers), ...problemAnswers(operation) },
  };
}

/** The document of these operations, from the schemas that the bus and the request bodies are checked with. */
export function openApiDocument(operations: readonly Operation[]): OpenApiDocument {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describeOperation(operation) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Mail access',
      version: '1.0.0',
      description: 'Connects the mailbox a subscriber already has to their virtual voice assistant.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: componentSchemas(),
      parameters: {
        AcceptLanguage: {
          name: 'Accept-Language',
          in: 'header',
          required: false,
          description: 'Sentences come in fr-CA (default) or en-CA.',
          schema: { type: 'string' },
        },
      },
      securitySchemes: {
        subscriber: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Claims: `tenant_id`, `subscriber_id`, and `entitlements` that contains `mail-access`.',
        },
      },
    },
  };
}
