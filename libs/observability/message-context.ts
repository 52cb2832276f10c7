import { AsyncLocalStorage } from 'node:async_hooks';

/** For whom and in the name of which call the running work is done. Identifiers only, never content. */
export interface MessageContext {
  readonly tenantId?: string;
  readonly subscriberId?: string;
  readonly correlationId: string;
}

const storage = new AsyncLocalStorage<MessageContext>();

/** Runs the work, and all it awaits, in this context; every log line written meanwhile carries it. */
export function runInContext<T>(context: MessageContext, work: () => T): T {
  return storage.run(context, work);
}

/** The context of the running work, or undefined outside any message. */
export function currentContext(): MessageContext | undefined {
  return storage.getStore();
}
