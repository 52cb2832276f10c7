import type { z } from 'zod';

/**
 * Parses what another process sent back. Contracts may gain fields, and during a rolling update an older reader meets
 * them: it leaves out fields that it does not know, where it would refuse them from a caller.
 */
export function readTolerantly(schema: z.ZodType, value: unknown): z.ZodSafeParseResult<unknown> {
  const first = schema.safeParse(value);
  if (first.success || !first.error.issues.every((issue) => issue.code === 'unrecognized_keys')) return first;
  const trimmed: unknown = structuredClone(value);
  for (const issue of first.error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const parent = issue.path.reduce<unknown>((at, part) => (at as Record<PropertyKey, unknown>)[part], trimmed);
    for (const key of issue.keys) delete (parent as Record<string, unknown>)[key];
  }
  return schema.safeParse(trimmed);
}
