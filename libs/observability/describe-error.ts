/** What a log line says of an error: identity and place, and a message only when our own code wrote it. */
export interface ErrorDescription {
  readonly name: string;
  readonly code?: string;
  readonly kind?: string;
  readonly message?: string;
  readonly stack: readonly string[];
  readonly cause?: ErrorDescription;
  readonly errors?: readonly ErrorDescription[];
  /** Names of the database object that refused, as PostgreSQL reports them; never the values. */
  readonly table?: string;
  readonly constraint?: string;
}

const plainWord = /^[\w.:@/-]{1,80}$/;
const stackFrame = /^\s+at (?:.+\()?(?:async )?(?:file:|node:|\/|<anonymous>|native).*$/;
const frameLimit = 12;
const depthLimit = 4;

function word(value: unknown): string | undefined {
  return typeof value === 'string' && plainWord.test(value) ? value : undefined;
}

function property(error: object, key: string): unknown {
  return key in error ? (error as Record<string, unknown>)[key] : undefined;
}

/** The identity of an error in one word: its code, its kind, or its name; `unknown` for anything that is none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  return word(property(error, 'code')) ?? word(property(error, 'kind')) ?? word(property(error, 'name')) ?? 'unknown';
}

function frames(error: Error): string[] {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const head = `${error.name}: ${error.message}`;
  const body = stack.startsWith(head) ? stack.slice(head.length) : stack;
  return body
    .split('\n')
    .filter((line) => stackFrame.test(line))
    .slice(0, frameLimit)
    .map((line) => line.trim());
}

const nativeErrors = new Set(['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'URIError', 'EvalError']);

/**
 * True when the error was made in our own source: the first frame is neither Node's, nor V8's, nor a package's.
 *
 * Foreign messages quote what they choke on: `JSON.parse` prints the text, PostgreSQL the value, a mail server
 * the user name. V8's own errors name a property, which may be computed from data.
 */
function isOurs(error: Error, stack: readonly string[]): boolean {
  if (nativeErrors.has(error.name)) return false;
  const first = stack[0];
  if (!first?.includes('/')) return false;
  if (first.includes('node:')) return false;
  return !first.includes('/node_modules/') || first.includes('/node_modules/@mail-access/');
}

/** Describes anything thrown for a log line. Causes are followed four deep. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: `thrown ${typeof error}`, stack: [] };
  const stack = frames(error);
  const code = word(property(error, 'code'));
  const kind = word(property(error, 'kind'));
  const table = word(property(error, 'table'));
  const constraint = word(property(error, 'constraint'));
  const nested = depth < depthLimit;
  return {
    name: word(error.name) ?? 'Error',
    ...(code !== undefined && { code }),
    ...(kind !== undefined && { kind }),
    ...(table !== undefined && { table }),
    ...(constraint !== undefined && { constraint }),
    ...(isOurs(error, stack) && { message: error.message }),
    stack,
    ...(nested && error.cause !== undefined && { cause: describeError(error.cause, depth + 1) }),
    ...(nested &&
      error instanceof AggregateError && {
        errors: error.errors.slice(0, depthLimit).map((one: unknown) => describeError(one, depth + 1)),
      }),
  };
}
