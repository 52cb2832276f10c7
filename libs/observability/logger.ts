import { trace } from '@opentelemetry/api';
import { pino, stdTimeFunctions, type Logger as PinoLogger } from 'pino';
import { describeError } from './describe-error.js';
import { currentContext } from './message-context.js';

export type LogFields = Readonly<Record<string, unknown>>;

/** Writes events with fields: the event is a kebab-case name, never a sentence with values in it. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A logger that adds these fields to each of its lines. */
  child(fields: LogFields): Logger;
}

export interface LoggerOptions {
  readonly service: string;
  /** `debug`, `info`, `warn`, `error` or `silent`. */
  readonly level: string;
  /** Where the lines go; standard output when absent. */
  readonly destination?: { write(line: string): void };
}

/** Names that a line has already; a field of that name is written as `field_<name>`. */
const reserved = new Set(['time', 'level', 'service', 'event', 'trace_id', 'span_id']);

const depthLimit = 4;
const textLimit = 4_096;

/** The value without what a line may not hold: error messages, wherever they are, bytes, and texts without end. */
function printableValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > textLimit ? `${value.slice(0, textLimit)}…` : value;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth === depthLimit) return '[deep]';
  if (Array.isArray(value)) return value.map((one) => printableValue(one, depth + 1));
  // Anything with a class of its own, as a `Secret` or a `Date`, says itself how it prints.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, printableValue(one, depth + 1)]));
}

function printable(fields: LogFields): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    line[reserved.has(name) ? `field_${name}` : name] = printableValue(value, 0);
  }
  return line;
}

function contextFields(): Record<string, string> {
  const fields: Record<string, string> = {};
  const span = trace.getActiveSpan()?.spanContext();
  if (span !== undefined) {
    fields.trace_id = span.traceId;
    fields.span_id = span.spanId;
  }
  const message = currentContext();
  if (message !== undefined) {
    fields.correlation_id = message.correlationId;
    if (message.tenantId !== undefined) fields.tenant_id = message.tenantId;
    if (message.subscriberId !== undefined) fields.subscriber_id = message.subscriberId;
  }
  return fields;
}

class PinoLines implements Logger {
  constructor(private readonly lines: PinoLogger) {}

  debug(event: string, fields?: LogFields): void {
    if (this.lines.isLevelEnabled('debug')) this.lines.debug(printable(fields ?? {}), event);
  }

  info(event: string, fields?: LogFields): void {
    if (this.lines.isLevelEnabled('info')) this.lines.info(printable(fields ?? {}), event);
  }

  warn(event: string, fields?: LogFields): void {
    if (this.lines.isLevelEnabled('warn')) this.lines.warn(printable(fields ?? {}), event);
  }

  error(event: string, fields?: LogFields): void {
    if (this.lines.isLevelEnabled('error')) this.lines.error(printable(fields ?? {}), event);
  }

  child(fields: LogFields): Logger {
    return new PinoLines(this.lines.child(printable(fields)));
  }
}

/**
 * A logger of JSON lines: `time` (RFC 3339 UTC), `level`, `service`, `event`, the fields, and from the running
 * context `trace_id`, `span_id`, `correlation_id`, `tenant_id`, `subscriber_id`.
 *
 * Errors are written as name, code, kind and stack frames, with the message only when our own source made it.
 */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level,
    messageKey: 'event',
    base: { service: options.service },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: contextFields,
  };
  return new PinoLines(options.destination === undefined ? pino(settings) : pino(settings, options.destination));
}
