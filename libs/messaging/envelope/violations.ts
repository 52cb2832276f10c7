import { jsonPointer, type Violation } from '@mail-access/contracts';
import type { z } from 'zod';

/**
 * What a schema found wrong, one pointer a field. Messages name what was expected and never quote the value.
 * Of a union that matched nowhere, the branch that came nearest speaks.
 */
export function violationsOf(error: z.ZodError, at: readonly PropertyKey[] = []): Violation[] {
  return error.issues.flatMap((issue) => issueViolations(issue, at));
}

function issueViolations(issue: z.core.$ZodIssue, at: readonly PropertyKey[]): Violation[] {
  const path = [...at, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: jsonPointer([...path, key]), message: 'unknown field' }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
    if (depth(nearest) > 0) return nearest.flatMap((inner) => issueViolations(inner, path));
  }
  return [{ pointer: jsonPointer(path), message: issue.message }];
}

/** How far into the value a branch got before it failed: a branch that fails deeper understood more. */
function depth(branch: readonly z.core.$ZodIssue[]): number {
  return branch.length === 0 ? 0 : Math.min(...branch.map((issue) => issue.path.length));
}
