import type { EventContract } from '@mail-access/contracts';
import type { Transaction } from '@mail-access/persistence';
import { applyDecorators, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { PassErrorsOn } from '../serve/pass-errors-on.js';
import type { ReceivedEvent } from './received-event.js';

export interface EventHandling {
  /**
   * True: an event is dropped when a later one of the same name and subscriber was handled already. For events that
   * tell a state; leave it out where each event counts.
   */
  readonly newestOnly?: boolean;
}

type EventHandler<C extends EventContract> = (event: ReceivedEvent<C>, tx: Transaction) => Promise<void>;

/**
 * Marks the method that handles an event. It runs in the transaction that remembers the event, so that what it writes
 * through `tx` happens once, however often the event is delivered. What it throws makes the event come again, later.
 */
export function HandlesEvent<C extends EventContract>(contract: C, handling: EventHandling = {}) {
  return <M extends EventHandler<C>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
    const subscribe = EventPattern(contract.name, { contract, handling }) as MethodDecorator;
    applyDecorators(subscribe, UseFilters(PassErrorsOn))(target, key, descriptor);
  };
}
