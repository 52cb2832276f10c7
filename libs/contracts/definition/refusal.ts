import { z } from 'zod';
import type { ErrorCodeOf, ErrorDetailsOf, RequestContract } from './define-request.js';

/** What was wrong with one field: `pointer` is an RFC 6901 JSON pointer into the payload, or `/headers/<name>`. */
export const Violation = z.strictObject({ pointer: z.string(), message: z.string() });
export type Violation = z.infer<typeof Violation>;

const none = z.strictObject({});

/** Refusals that any request may meet, and that no contract declares. */
export const universalErrors = {
  /** The payload or a header does not fit the contract; each violation points at its field. */
  'invalid-request': { retryable: false, details: z.strictObject({ violations: z.array(Violation) }) },
  /** Nobody subscribes to the subject: nothing was done. */
  'no-responders': { retryable: true, details: none },
  /** Somebody may have received it, and did not answer in time: the outcome is unknown. */
  'deadline-exceeded': { retryable: true, details: none },
  /** The receiver has as much work as it accepts: nothing was done. */
  overloaded: { retryable: true, details: none },
  /** What the receiver needs, as its database, is away. A change may have been made: repeat it with the same key. */
  unavailable: { retryable: true, details: none },
  /** The first request with this `idempotency-key` is still at work: the same one, a little later, gets its answer. */
  'request-in-progress': { retryable: true, details: none },
  /** This `idempotency-key` belongs to a request with another body: nothing was done. */
  'idempotency-key-reused': { retryable: false, details: none },
  /** A defect, logged by the receiver under the correlation id. */
  internal: { retryable: true, details: none },
} as const;

export type UniversalErrorCode = keyof typeof universalErrors;

type DetailsOf<C extends RequestContract, K extends ErrorCodeOf<C> | UniversalErrorCode> =
  K extends ErrorCodeOf<C>
    ? ErrorDetailsOf<C, K>
    : K extends UniversalErrorCode
      ? z.output<(typeof universalErrors)[K]['details']>
      : never;

/**
 * A "no" that the contract declares, with the same identity at both ends of the bus.
 *
 * `code` is the identity; compare it, never the class or the text. An undeclared code does not compile.
 */
export class Refusal<
  C extends RequestContract = RequestContract,
  K extends ErrorCodeOf<C> | UniversalErrorCode = ErrorCodeOf<C> | UniversalErrorCode,
> extends Error {
  override readonly name = 'Refusal';
  readonly retryable: boolean;

  constructor(
    readonly contract: C,
    readonly code: K,
    readonly details: DetailsOf<C, K>,
    options?: { cause?: unknown; correlationId?: string },
  ) {
    super(`${contract.subject} refused: ${code}`, options?.cause === undefined ? undefined : { cause: options.cause });
    this.correlationId = options?.correlationId;
    const declared = contract.errors[code] ?? universalErrors[code as UniversalErrorCode];
    this.retryable = declared.retryable;
  }

  readonly correlationId: string | undefined;
}

/** Narrows an unknown error to a refusal of this contract, and of this code when one is given. */
export function isRefusal<C extends RequestContract, K extends ErrorCodeOf<C> | UniversalErrorCode>(
  error: unknown,
  contract: C,
  code: K,
): error is Refusal<C, K> {
  return (
    error instanceof Error &&
    error.name === 'Refusal' &&
    'code' in error &&
    error.code === code &&
    'contract' in error &&
    (error.contract as RequestContract).subject === contract.subject
  );
}
