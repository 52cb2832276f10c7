import type { Attributes } from '@opentelemetry/api';

type Rule = (value: unknown) => boolean;

const matches =
  (pattern: RegExp): Rule =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const aNumber: Rule = (value) => typeof value === 'number' && Number.isFinite(value);
const aBoolean: Rule = (value) => typeof value === 'boolean';

/** A name of our own vocabulary: contract subject, code, step, table, error class. No `@`, no space, no quote. */
const name = matches(/^[A-Za-z][\w.-]{0,99}$/);
const identifier = matches(/^[\w-]{1,100}$/);
const hostName = matches(/^[\w.:-]{1,253}$/);

/**
 * Everything that may leave the process in a span, a span event, a link or a resource: name, and what its value must
 * look like. A value that does not look so is dropped as if its name were unknown.
 *
 * The names are those of the OpenTelemetry semantic conventions where one exists.
 */
export const spanAttributes: ReadonlyMap<string, Rule> = new Map([
  // A code: SQLSTATE `23505`, `ECONNREFUSED`, a refusal's or a driver's word.
  ['error.type', matches(/^\w[\w.:-]{0,99}$/)],
  ['exception.type', name],

  ['service.name', identifier],
  ['service.instance.id', matches(/^[\w.:-]{1,100}$/)],
  ['service.version', matches(/^[\w.+-]{1,50}$/)],
  ['telemetry.sdk.language', name],
  ['telemetry.sdk.name', name],
  ['telemetry.sdk.version', matches(/^[\d.]+$/)],

  ['http.request.method', matches(/^[A-Z]{3,10}$/)],
  ['http.response.status_code', aNumber],
  ['http.route', matches(/^\/[\w/:{}.*-]{0,100}$/)],

  ['messaging.system', name],
  ['messaging.operation.name', name],
  ['messaging.operation.type', name],
  // Subjects of contracts only. The subject of an event ends in tenant and subscriber, which have names of their own.
  ['messaging.destination.name', name],
  ['messaging.destination.template', matches(/^[\w.*>{}-]{1,150}$/)],
  ['messaging.consumer.group.name', identifier],
  ['messaging.message.delivery_count', aNumber],
  ['messaging.batch.message_count', aNumber],

  ['rpc.system', name],
  ['rpc.service', name],
  ['rpc.method', name],

  ['db.system.name', name],
  ['db.operation.name', matches(/^[A-Z ]{2,30}$/)],
  ['db.collection.name', matches(/^[a-z_][a-z0-9_.]{0,99}$/)],
  ['db.namespace', matches(/^[a-z_][a-z0-9_]{0,62}$/)],

  ['egress.outcome', name],
  ['server.address', hostName],
  ['server.port', aNumber],
  ['network.peer.address', matches(/^[\da-fA-F.:]{2,45}$/)],
  ['network.peer.port', aNumber],
  ['network.protocol.name', name],
  ['network.type', matches(/^ipv[46]$/)],
  ['tls.protocol.version', matches(/^[\w.]{1,10}$/)],
  ['tls.established', aBoolean],

  ['tenant.id', identifier],
  ['subscriber.id', identifier],
  ['correlation.id', identifier],
  ['connection.id', identifier],
  ['validation.id', identifier],
  ['refusal.code', name],
  ['refusal.retryable', aBoolean],
  ['validation.step', name],
  ['validation.state', name],
  ['validation.diagnosis', name],
  ['mail.protocol', name],
  ['mail.phase', name],
  ['mail.security', name],
]);

/** Labels of metrics. No identifier of a tenant or subscriber: each value is one of a closed, small set. */
export const metricAttributes = [
  'subject',
  'side',
  'code',
  'step',
  'state',
  'diagnosis',
  'event',
  'outcome',
  'http.request.method',
  'http.route',
  'http.response.status_code',
] as const;

const spanName = /^[\w][\w ./:{}*-]{0,99}$/;

/** The attributes that may be seen, in a new object. */
export function allowedAttributes(attributes: Attributes): Attributes {
  const kept: Attributes = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && spanAttributes.get(key)?.(value) === true) kept[key] = value;
  }
  return kept;
}

/** The span name when it looks like one of ours, as `POST /v1/connection`; else `unnamed`. */
export function allowedSpanName(text: string): string {
  return spanName.test(text) ? text : 'unnamed';
}
