import { jsonPointer, type Language } from '@mail-access/contracts';
import { z } from 'zod';
import { fieldSentence, missingField, unknownField } from './field-wording.js';
import { Problem } from './problem.js';
import type { FieldError } from './problem.js';

const locales = { 'fr-CA': z.locales.frCA().localeError, 'en-CA': z.locales.en().localeError } as const;

function describeIssue(issue: z.core.$ZodIssue, language: Language): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: jsonPointer([...issue.path, key]), detail: unknownField[language] }));
  }
  const pointer = jsonPointer(issue.path);
  const missing = issue.message === missingField[language];
  const sentence = missing ? undefined : fieldSentence(pointer, language, issue.code === 'custom');
  return [{ pointer, detail: sentence ?? issue.message }];
}

/**
 * Checks a body. Throws `invalid-request` with one error a field, in the caller's language. Neither the errors nor the
 * problem quote a value: it may be a password in the wrong place.
 */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown, language: Language): z.output<S> {
  const result = schema.safeParse(body, {
    error: (issue) =>
      issue.code === 'invalid_type' && issue.input === undefined ? missingField[language] : locales[language](issue),
  });
  if (result.success) return result.data;
  throw new Problem('invalid-request', {
    errors: result.error.issues.flatMap((issue) => describeIssue(issue, language)),
  });
}
