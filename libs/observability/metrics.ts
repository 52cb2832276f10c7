/** One request of the bus as one end saw it. */
export interface RequestMeasure {
  /** The contract's subject, `<service>.v1.<verb-noun>`. */
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

export function recordRequest(_measure: RequestMeasure): void {}
export function recordStep(_measure: StepMeasure): void {}
export function recordEvent(_measure: EventMeasure): void {}
export function recordOutbox(_measure: OutboxMeasure): void {}
