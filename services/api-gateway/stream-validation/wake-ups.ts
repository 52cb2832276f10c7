import { validationFinished, validationStepChanged } from '@mail-access/contracts';
import type { ContractBus } from '../bus-calls/contract-bus.js';

type Listener = () => void;

/**
 * Hears on the bus that validations changed and tells the streams that follow them: one subscription a process, however
 * many streams there are. A wake-up may be lost; it is a reason to look, never the news itself.
 */
export class WakeUps {
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(bus: ContractBus) {
    for (const contract of [validationStepChanged, validationFinished]) {
      bus.observe(contract, ({ data }) => this.#tell(data.validationId));
    }
  }

  /** Calls back at each change of a validation, until the returned function is called. */
  listen(validationId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(validationId) ?? new Set();
    this.#listeners.set(validationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(validationId) === listeners) this.#listeners.delete(validationId);
    };
  }

  #tell(validationId: string): void {
    for (const listener of this.#listeners.get(validationId) ?? []) listener();
  }
}
