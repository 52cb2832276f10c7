import { createNoopMeter, type Meter } from '@opentelemetry/api';

/** One request as one end saw it. */
export interface RequestMeasure {
  /** The contract's subject, `<service>.v1.<verb-noun>`; for HTTP method and route, `PUT /v1/connection`. */
  readonly subject: string;
  readonly side: 'client' | 'server';
  /** `ok`, or the code of the refusal. */
  readonly code: string;
  readonly durationMs: number;
}

/** One step of a validation that has ended. */
export interface StepMeasure {
  readonly step: string;
  readonly state: string;
  readonly diagnosis?: string;
  readonly durationMs: number;
}

/** One delivery of an event to a consumer, or one publication from the outbox. */
export interface EventMeasure {
  /** `<service>.v1.<event>` */
  readonly name: string;
  readonly outcome: 'published' | 'handled' | 'duplicate' | 'failed' | 'dead-lettered';
}

/** What waits in a service's outbox. */
export interface OutboxMeasure {
  readonly pending: number;
  /** Age of the oldest row that was not published; 0 when nothing waits. */
  readonly oldestMs: number;
}

/** Grants that were erased and still have to be taken back at their provider. */
export interface RevocationMeasure {
  readonly pending: number;
  /** Since when the longest of them waits; 0 when none does. */
  readonly oldestMs: number;
}

/** Where the rotation of the vault's keys is. */
export interface RotationMeasure {
  /** Credentials that are not wrapped with the key version in use yet. */
  readonly remaining: number;
  /** Those of them that could not be opened; known once all were tried. */
  readonly unreadable?: number;
}

/** Seconds: from a bus hop to the 60 s that a whole validation may take. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

function instruments(meter: Meter) {
  const seconds = { unit: 's', advice: { explicitBucketBoundaries: durationBuckets } };
  return {
    requests: meter.createCounter('mail_access.requests', {
      description: 'Requests by contract or HTTP route, side and outcome code',
    }),
    requestSeconds: meter.createHistogram('mail_access.request.duration', {
      description: 'Duration of a request, by contract or HTTP route',
      ...seconds,
    }),
    steps: meter.createCounter('mail_access.validation.steps', {
      description: 'Validation steps by state and diagnosis',
    }),
    stepSeconds: meter.createHistogram('mail_access.validation.step.duration', {
      description: 'Duration of a validation step',
      ...seconds,
    }),
    events: meter.createCounter('mail_access.events', { description: 'Events published and handled, by outcome' }),
    outboxPending: meter.createGauge('mail_access.outbox.pending', {
      description: 'Events in the outbox that were not published yet',
    }),
    outboxOldest: meter.createGauge('mail_access.outbox.oldest.age', {
      description: 'Age of the oldest event that was not published yet',
      unit: 's',
    }),
  };
}

function vaultInstruments(meter: Meter) {
  return {
    revocationsPending: meter.createGauge('mail_access.revocations.pending', {
      description: 'Erased grants that were not taken back at their provider yet',
    }),
    revocationsOldest: meter.createGauge('mail_access.revocations.oldest.age', {
      description: 'Age of the oldest erased grant that was not taken back yet',
      unit: 's',
    }),
    auditUnchained: meter.createGauge('mail_access.audit.unchained', {
      description: 'Lines of the audit that are not in its chain yet',
    }),
    rotationRemaining: meter.createGauge('mail_access.rotation.remaining', {
      description: 'Credentials that are not wrapped with the key version in use yet',
    }),
    rotationUnreadable: meter.createGauge('mail_access.rotation.unreadable', {
      description: 'Credentials that could not be opened to be wrapped anew',
    }),
  };
}

function everyInstrument(meter: Meter) {
  return { ...instruments(meter), ...vaultInstruments(meter) };
}

let current = everyInstrument(createNoopMeter());

/** Points the record functions at a meter; a no-op meter ends recording. */
export function recordWith(meter: Meter): void {
  current = everyInstrument(meter);
}

export function recordRequest({ subject, side, code, durationMs }: RequestMeasure): void {
  current.requests.add(1, { subject, side, code });
  current.requestSeconds.record(durationMs / 1000, { subject, side });
}

export function recordStep({ step, state, diagnosis, durationMs }: StepMeasure): void {
  current.steps.add(1, diagnosis === undefined ? { step, state } : { step, state, diagnosis });
  current.stepSeconds.record(durationMs / 1000, { step });
}

export function recordEvent({ name, outcome }: EventMeasure): void {
  current.events.add(1, { event: name, outcome });
}

export function recordOutbox({ pending, oldestMs }: OutboxMeasure): void {
  current.outboxPending.record(pending);
  current.outboxOldest.record(oldestMs / 1000);
}

export function recordRevocations({ pending, oldestMs }: RevocationMeasure): void {
  current.revocationsPending.record(pending);
  current.revocationsOldest.record(oldestMs / 1000);
}

/** Lines of the audit that are not in its chain yet. */
export function recordUnchained(lines: number): void {
  current.auditUnchained.record(lines);
}

export function recordRotation({ remaining, unreadable }: RotationMeasure): void {
  current.rotationRemaining.record(remaining);
  if (unreadable !== undefined) current.rotationUnreadable.record(unreadable);
}
