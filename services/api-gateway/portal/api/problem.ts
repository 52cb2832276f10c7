/** What the page must do about a call that did not succeed. */
export type ProblemKind =
  /** No answer, or a gateway that has nobody behind it: trying again may help. */
  | 'unreachable'
  /** The token is missing or over. */
  | 'signed-out'
  /** The subscription does not include e-mail access. */
  | 'not-entitled'
  /** Fields were refused; `violations` says which. */
  | 'invalid'
  | 'not-found'
  /** Another validation is running. */
  | 'conflict'
  | 'failed';

/** `pointer` is a JSON pointer (RFC 6901) into the body that was sent. */
export interface FieldViolation {
  readonly pointer: string;
  readonly message: string;
}

interface ProblemFields {
  readonly status?: number;
  readonly violations?: readonly FieldViolation[];
  /** What support asks for: the correlation id of the call. */
  readonly reference?: string;
  /** The run that stands in the way of a new one. */
  readonly validationId?: string;
  readonly cause?: unknown;
}

/** The one error that `PortalApi` throws, besides the abort of its own signal. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number | undefined;
  readonly violations: readonly FieldViolation[];
  readonly reference: string | undefined;
  readonly validationId: string | undefined;

  constructor(
    readonly kind: ProblemKind,
    fields: ProblemFields = {},
  ) {
    super(`the call failed: ${kind}`, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.status = fields.status;
    this.violations = fields.violations ?? [];
    this.reference = fields.reference;
    this.validationId = fields.validationId;
  }
}

/** Whatever was thrown, as a problem: anything unknown is a defect of the page and shown as `failed`. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem('failed', { cause: error });
}

function kindOf(status: number): ProblemKind {
  switch (status) {
    case 400:
    case 422:
      return 'invalid';
    case 401:
      return 'signed-out';
    case 403:
      return 'not-entitled';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    case 408:
    case 429:
    case 502:
    case 503:
    case 504:
      return 'unreachable';
    default:
      return 'failed';
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function violationsIn(body: Record<string, unknown>): FieldViolation[] {
  const list = body['errors'];
  if (!Array.isArray(list)) return [];
  return list.map(record).flatMap((entry) => {
    const pointer = text(entry['pointer']);
    return pointer === undefined ? [] : [{ pointer, message: text(entry['detail']) ?? '' }];
  });
}

/** Reads an `application/problem+json` answer (RFC 9457); any other body still gives a problem by its status. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const body = record(await response.json().catch(() => null));
  const reference = text(body['correlationId']);
  const validationId = text(body['validationId']);
  return new ApiProblem(kindOf(response.status), {
    status: response.status,
    violations: violationsIn(body),
    ...(reference === undefined ? {} : { reference }),
    ...(validationId === undefined ? {} : { validationId }),
  });
}
