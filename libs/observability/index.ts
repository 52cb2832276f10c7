export { currentTraceId } from './current-trace-id.js';
export { describeError, errorCode } from './describe-error.js';
export type { ErrorDescription } from './describe-error.js';
export { endOnCrash } from './end-on-crash.js';
export { checkReadiness, startHealthServer } from './health-server.js';
export type { HealthServer, HealthServerOptions, Readiness, ReadinessChecks } from './health-server.js';
export { inSpan } from './in-span.js';
export type { InSpanOptions } from './in-span.js';
export { createLogger } from './logger.js';
export type { LogFields, Logger, LoggerOptions } from './logger.js';
export { currentContext, runInContext } from './message-context.js';
export type { MessageContext } from './message-context.js';
export {
  recordEvent,
  recordOutbox,
  recordRequest,
  recordRevocations,
  recordRotation,
  recordStep,
  recordUnchained,
} from './metrics.js';
export type { EventMeasure, OutboxMeasure, RequestMeasure, RevocationMeasure, StepMeasure } from './metrics.js';
export { startTelemetry } from './start-telemetry.js';
export type { Telemetry, TelemetryOptions } from './start-telemetry.js';
export { traceSql } from './trace-sql.js';
export type { SqlPool } from './trace-sql.js';
