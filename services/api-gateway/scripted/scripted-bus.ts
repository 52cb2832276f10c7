import { Refusal } from '@mail-access/contracts';
import type { EventContract, EventDataOf, InputOf, OutputOf, RequestContract } from '@mail-access/contracts';
import type { BusRequestOptions, ContractBus } from '../bus-calls/contract-bus.js';

type Answer = (input: unknown, options: BusRequestOptions) => unknown;
type Observer = (event: { readonly data: never }) => void;

interface Call {
  readonly subject: string;
  readonly input: unknown;
  readonly options: BusRequestOptions;
}

function absentService(contract: RequestContract): Refusal {
  return new Refusal(contract, 'no-responders', {});
}

/** A bus in memory: services answer as a test says, and a subject that no test speaks for has no responders. */
export class ScriptedBus implements ContractBus {
  readonly calls: Call[] = [];
  readonly #answers = new Map<string, Answer>();
  readonly #observers = new Map<string, Set<Observer>>();
  reachable = true;

  answers<C extends RequestContract>(
    contract: C,
    answer: (input: InputOf<C>, options: BusRequestOptions) => OutputOf<C> | Promise<OutputOf<C>>,
  ): void {
    this.#answers.set(contract.subject, answer as Answer);
  }

  publishes<C extends EventContract>(contract: C, data: EventDataOf<C>): void {
    for (const observer of this.#observers.get(contract.name) ?? []) observer({ data: data as never });
  }

  callsOf(contract: RequestContract): Call[] {
    return this.calls.filter((call) => call.subject === contract.subject);
  }

  async request<C extends RequestContract>(
    contract: C,
    input: InputOf<C>,
    options: BusRequestOptions,
  ): Promise<OutputOf<C>> {
    this.calls.push({ subject: contract.subject, input, options });
    const answer = this.#answers.get(contract.subject);
    if (answer === undefined) throw absentService(contract);
    return (await answer(contract.input.parse(input), options)) as OutputOf<C>;
  }

  observe<C extends EventContract>(
    contract: C,
    handler: (event: { readonly data: EventDataOf<C> }) => void,
  ): () => void {
    const observers = this.#observers.get(contract.name) ?? new Set();
    this.#observers.set(contract.name, observers.add(handler));
    return () => observers.delete(handler);
  }

  check(): Promise<void> {
    return this.reachable ? Promise.resolve() : Promise.reject(new Error('the bus is disconnected'));
  }
}
