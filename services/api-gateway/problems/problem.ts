import type { Language } from '@mail-access/contracts';
import { z } from 'zod';
import type { ProblemType } from './problem-types.js';
import { problemTypes } from './problem-types.js';

/** What is wrong with one field: an RFC 6901 pointer into the body, or `/headers/<name>`, and a sentence. */
export const FieldError = z.strictObject({ pointer: z.string(), detail: z.string() });
export type FieldError = z.infer<typeof FieldError>;

/** The body of every answer of 400 and above, `application/problem+json` (RFC 9457). */
export const ProblemDocument = z.strictObject({
  /** `/problems/<name>`: compare this, not the sentences. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Under this id the logs know the request. */
  correlationId: z.string(),
  errors: z.array(FieldError).optional(),
  /** Of the validation that stands in the way. */
  validationId: z.uuid().optional(),
});
export type ProblemDocument = z.infer<typeof ProblemDocument>;

export interface ProblemDetails {
  readonly errors?: readonly FieldError[];
  readonly validationId?: string;
  readonly retryAfterSeconds?: number;
  /** Why the `WWW-Authenticate` header asks for a token (RFC 6750 §3). */
  readonly challenge?: 'no-token' | 'invalid_token';
  /** Methods of the `Allow` header. */
  readonly allow?: readonly string[];
  /** A more exact status of the same class than the type has. */
  readonly status?: number;
}

/** A request that ends with a problem document instead of what was asked for. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemType;

  constructor(
    code: ProblemType,
    readonly details: ProblemDetails = {},
    options?: { cause?: unknown },
  ) {
    super(`the request ends with the problem ${code}`, options);
    this.code = code;
  }

  get status(): number {
    return this.details.status ?? problemTypes[this.code].status;
  }

  document(language: Language, correlationId: string): ProblemDocument {
    const [title, detail] = problemTypes[this.code].wording[language];
    return {
      type: `/problems/${this.code}`,
      title,
      status: this.status,
      detail,
      correlationId,
      ...(this.details.errors && { errors: [...this.details.errors] }),
      ...(this.details.validationId !== undefined && { validationId: this.details.validationId }),
    };
  }

  headers(): Record<string, string> {
    const { retryAfterSeconds, challenge, allow } = this.details;
    return {
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
      ...(challenge === 'no-token' && { 'www-authenticate': 'Bearer realm="mail-access"' }),
      ...(challenge === 'invalid_token' && {
        'www-authenticate': 'Bearer realm="mail-access", error="invalid_token"',
      }),
      ...(allow && { allow: allow.join(', ') }),
    };
  }
}
