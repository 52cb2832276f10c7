import { Parser } from '@asyncapi/parser';
import { expect, it } from 'vitest';
import { asyncApiDocument } from './asyncapi-document.js';

it('is a valid AsyncAPI 3.0 document', { timeout: 30_000 }, async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument()));
  // 0 is an error, 1 a warning; the rest is advice, as "there is a newer version of the specification".
  expect(diagnostics.filter((diagnostic) => diagnostic.severity <= 1)).toEqual([]);
  expect(document?.version()).toBe('3.0.0');
});

it('gives each request its callers, its deadline, its output and its refusals', () => {
  const document = asyncApiDocument() as Record<string, Record<string, Record<string, unknown>>>;
  const key = 'connection-validator-v1-start-validation';
  expect(document.operations?.[key]).toMatchObject({ 'x-callers': ['api-gateway'], 'x-deadline-ms': 5000 });
  const replies = document.channels?.[`${key}-reply`]?.messages as object;
  expect(Object.keys(replies)).toEqual(['output', 'connection-unknown', 'validation-running', 'universal-refusal']);
});

it('gives each event the subject of one subscriber', () => {
  const document = asyncApiDocument() as Record<string, Record<string, Record<string, unknown>>>;
  expect(document.channels?.['connection-validator-v1-connection-erased']?.address).toBe(
    'event.connection-validator.v1.connection-erased.{tenantId}.{subscriberId}',
  );
});
