import type { Attributes } from '@opentelemetry/api';

type Rule = (value: unknown) => boolean;

const matches =
  (pattern: RegExp): Rule =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const aNumber: Rule = (value) => typeof value === 'number' && Number.isFinite(value);

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

  ['http.request.method', matches(/^[A-Z]{3,10}$/)],
  ['http.response.status_code', aNumber],
  ['http.route', matches(/^\/[\w/:{}.*-]{0,100}$/)],

  ['messaging.system', name],
  ['messaging.operation.name', name],
  ['messaging.operation.type', name],
  // The name of a contract: the subject of an event would end in tenant and subscriber.
  ['messaging.destination.name', name],
  ['messaging.consumer.group.name', identifier],
  ['messaging.message.delivery_count', aNumber],

  ['db.system.name', name],
  ['db.operation.name', matches(/^[A-Z]{2,30}$/)],
  ['db.collection.name', matches(/^[a-z_][a-z0-9_]{0,62}$/)],

  // The mail server that a subscriber named: what one needs to know when it cannot be reached.
  ['server.address', hostName],
  ['server.port', aNumber],
  ['egress.outcome', name],

  ['validation.id', identifier],
  ['validation.step', name],
  ['validation.diagnosis', name],
]);

/** Labels of metrics. No identifier of a tenant or subscriber: each value is one of a closed, small set. */
export const metricAttributes = ['subject', 'side', 'code', 'step', 'state', 'diagnosis', 'event', 'outcome'] as const;

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
