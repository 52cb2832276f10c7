import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { operations } from '../operations/operations.js';
import { scriptedGateway } from '../scripted/scripted-gateway.js';
import type { OpenApiDocument } from './openapi-document.js';
import { openApiDocument } from './openapi-document.js';

const document = openApiDocument(operations);

it('is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(JSON.stringify(document)) as Parameters<Validator['validate']>[0]);
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

it('has every name that it refers to', () => {
  const text = JSON.stringify(document);
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(references.length).toBeGreaterThan(20);
  for (const reference of references) {
    let place: unknown = document;
    for (const part of reference.split('/')) place = (place as Record<string, unknown>)[part];
    expect(place, reference).toBeTypeOf('object');
  }
  expect(text).not.toContain('"$id"');
});

it('tells the form of the body and of every answer', () => {
  const put = document.paths['/v1/connection']?.put as Record<string, unknown>;
  expect(put).toMatchObject({
    requestBody: {
      content: {
        'application/json': {
          schema: {
            required: ['settings'],
            additionalProperties: false,
            properties: { settings: { $ref: '#/components/schemas/ConnectionSettings' }, password: { type: 'string' } },
          },
        },
      },
    },
  });
  expect(Object.keys(put.responses as object)).toEqual(
    expect.arrayContaining(['202', '400', '401', '403', '409', '413', '415', '500', '503', '504']),
  );
});

it('is served to anyone, and names exactly the routes that are served', async () => {
  await using scripted = await scriptedGateway();
  const response = await scripted.fetch('/v1/openapi.json', { headers: { authorization: '' } });
  const served = (await response.json()) as OpenApiDocument;
  expect(served).toEqual(JSON.parse(JSON.stringify(document)));
  const described = Object.entries(served.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routed = scripted.gateway.routes
    .filter(({ method, url }) => url.startsWith('/v1/') && method !== 'HEAD')
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
  expect(routed.toSorted()).toEqual(described.toSorted());
});
