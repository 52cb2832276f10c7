import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** Draft 7, which AsyncAPI 3 reads by default. `input` is what a sender may write, `output` what a reader finds. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io });
  return rest;
}
