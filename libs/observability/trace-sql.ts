import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { errorCode } from './describe-error.js';
import { readStatement, type SqlStatement } from './sql-statement.js';

interface SqlClient {
  query: (...parameters: never[]) => unknown;
}

/** The part of a `pg` pool that is needed to trace it: it emits `acquire` with each client it hands out. */
export interface SqlPool {
  on(event: 'acquire', listener: (client: SqlClient) => void): unknown;
}

type Query = (...parameters: unknown[]) => unknown;

/** Statements are parametrised, so a service has few; the bound is for a text that is built anew each time. */
const rememberedStatements = 1_000;

/**
 * Makes a CLIENT span of every statement that runs on this pool within a recorded span: `db.system.name`,
 * `db.operation.name` and `db.collection.name`, never the text or a parameter. Statements of a poller, outside any
 * span, make no trace of their own.
 *
 * `@opentelemetry/instrumentation-pg` hooks `require`, and misses a `pg` that an ES module imports unless a loader
 * hook is installed, which adds over a second to every start; and it always takes the statement text with it.
 */
export function traceSql(pool: SqlPool): void {
  const traced = new WeakSet<SqlClient>();
  const statements = new Map<string, SqlStatement>();
  const remembered = (text: string): SqlStatement => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const statement = readStatement(text);
    if (statements.size < rememberedStatements) statements.set(text, statement);
    return statement;
  };
  pool.on('acquire', (client) => {
    if (traced.has(client)) return;
    traced.add(client);
    const query = (client.query as Query).bind(client);
    client.query = (...parameters: unknown[]) => {
      const text = sqlText(parameters[0]);
      if (text === undefined || trace.getActiveSpan()?.isRecording() !== true) return query(...parameters);
      return inSqlSpan(remembered(text), query, parameters);
    };
  });
}

/** Undefined for a submittable (cursor, stream): it ends when its reader does, so a span of the call would lie. */
function sqlText(config: unknown): string | undefined {
  if (typeof config === 'string') return config;
  if (typeof config !== 'object' || config === null || 'submit' in config) return undefined;
  return 'text' in config && typeof config.text === 'string' ? config.text : undefined;
}

function inSqlSpan({ operation, collection }: SqlStatement, query: Query, parameters: unknown[]): unknown {
  const span = trace
    .getTracer('mail-access')
    .startSpan(collection === undefined ? operation : `${operation} ${collection}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        ...(collection !== undefined && { 'db.collection.name': collection }),
      },
    });
  const callback = parameters.at(-1);
  if (typeof callback === 'function') {
    const ending = (error: unknown, ...rest: unknown[]): void => {
      end(span, error);
      (callback as Query)(error, ...rest);
    };
    return query(...parameters.slice(0, -1), ending);
  }
  const result = query(...parameters);
  if (!(result instanceof Promise)) {
    span.end();
    return result;
  }
  return result.then(
    (rows: unknown) => {
      end(span, undefined);
      return rows;
    },
    (error: unknown) => {
      end(span, error);
      throw error;
    },
  );
}

function end(span: Span, error: unknown): void {
  if (error !== undefined && error !== null) {
    span.setAttribute('error.type', errorCode(error));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
