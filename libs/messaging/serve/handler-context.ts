import type { Party } from '@mail-access/contracts';
import { inputFingerprint } from '../ledger/input-fingerprint.js';
import type { RequestContext } from './request-context.js';

const deadlines = new WeakMap<AbortSignal, number>();

/** Milliseconds until a handler's signal aborts; undefined for a signal of other origin. */
export function remainingMs(signal: AbortSignal): number | undefined {
  const at = deadlines.get(signal);
  return at === undefined ? undefined : at - performance.now();
}

interface ContextFields {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly correlationId: string;
  readonly idempotencyKey: string | undefined;
  readonly caller: Party | undefined;
  readonly deadlineMs: number;
  readonly input: unknown;
  readonly notCompared: readonly string[] | undefined;
}

/** A RequestContext whose signal and fingerprint exist only once asked for: most handlers need neither. */
export class HandlerContext implements RequestContext {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly correlationId: string;
  readonly idempotencyKey: string | undefined;
  readonly caller: Party | undefined;
  private readonly input: unknown;
  private readonly notCompared: readonly string[] | undefined;
  private readonly deadlineAt: number;
  private controller: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(fields: ContextFields) {
    this.tenantId = fields.tenantId;
    this.subscriberId = fields.subscriberId;
    this.correlationId = fields.correlationId;
    this.idempotencyKey = fields.idempotencyKey;
    this.caller = fields.caller;
    this.input = fields.input;
    this.notCompared = fields.notCompared;
    this.deadlineAt = performance.now() + fields.deadlineMs;
  }

  get fingerprint(): string {
    return inputFingerprint(this.input, this.notCompared);
  }

  get signal(): AbortSignal {
    if (this.controller === undefined) {
      const controller = new AbortController();
      const expire = () => controller.abort(new DOMException('the caller has stopped waiting', 'TimeoutError'));
      const leftMs = this.deadlineAt - performance.now();
      if (leftMs <= 0) expire();
      else this.timer = setTimeout(expire, leftMs);
      deadlines.set(controller.signal, this.deadlineAt);
      this.controller = controller;
    }
    return this.controller.signal;
  }

  /** True when this is the error with which the signal aborted. */
  expired(error: unknown): boolean {
    return this.controller?.signal.aborted === true && error === this.controller.signal.reason;
  }

  /** The answer is out: the signal stays as it is. */
  finish(): void {
    clearTimeout(this.timer);
  }
}
