import { setTimeout as sleep } from 'node:timers/promises';
import { isRefusal } from '@mail-access/contracts';
import type { InputOf, OutputOf, RequestContract } from '@mail-access/contracts';
import type { Exchange } from '../exchange/exchange.js';
import type { ContractBus } from './contract-bus.js';

const firstPauseMs = 40;
const longestPauseMs = 400;

interface CallOptions {
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** An exchange whose caller was authenticated, or whoever a provider's answer is said to be for. */
interface OnBehalf {
  readonly caller: Pick<Exchange['caller'], 'tenantId' | 'subscriberId'>;
}

/** Requests on behalf of the subscriber of an exchange. */
export class BusCalls {
  constructor(
    private readonly bus: ContractBus,
    /** How long a service may be away, as in a restart, before a subscriber hears of it. */
    private readonly absenceMs = 2_500,
  ) {}

  /**
   * Asks a service. `no-responders` is repeated with growing pauses within the contract's deadline: nobody has seen the
   * request, so repeating it is safe; and so is `unavailable` (its database restarts) where nothing is changed. Every
   * other refusal passes at once: its fate is known, or repeating adds load.
   */
  async ask<C extends RequestContract>(
    contract: C,
    input: InputOf<C>,
    exchange: OnBehalf,
    options: CallOptions = {},
  ): Promise<OutputOf<C>> {
    const { tenantId, subscriberId } = exchange.caller;
    const startedAt = performance.now();
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const elapsedMs = performance.now() - startedAt;
      const deadlineMs = Math.ceil(contract.deadlineMs - elapsedMs);
      try {
        return await this.bus.request(contract, input, { tenantId, subscriberId, deadlineMs, ...options });
      } catch (error) {
        const spentMs = performance.now() - startedAt + pauseMs;
        if (!mayRepeat(error, contract)) throw error;
        if (spentMs > Math.min(this.absenceMs, contract.deadlineMs)) throw error;
        // Spread, so that those who waited together do not come back together.
        await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, options.signal && { signal: options.signal });
      }
    }
  }
}

function mayRepeat(error: unknown, contract: RequestContract): boolean {
  if (isRefusal(error, contract, 'no-responders')) return true;
  return !contract.changes && isRefusal(error, contract, 'unavailable');
}
