import { EgressFailure } from './egress-failure.js';

/** Whether the signal ended because its time was over, or because somebody no longer wants the work. */
export function abortFailure(signal: AbortSignal): EgressFailure {
  const reason: unknown = signal.reason;
  const isTimeout = reason instanceof Error && reason.name === 'TimeoutError';
  return new EgressFailure(isTimeout ? 'timed-out' : 'cancelled', { cause: reason });
}

/**
 * Runs `start` until it settles or the signal is aborted, whichever is first; on abort `stop` ends what was begun.
 * The listener on the signal is always removed, so that a long-lived signal does not collect them.
 */
export function untilAborted<T>(
  signal: AbortSignal,
  start: (settle: { resolve: (value: T) => void; reject: (failure: EgressFailure) => void }) => () => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (signal.aborted) {
      reject(abortFailure(signal));
      return;
    }
    const settled = (): void => signal.removeEventListener('abort', onAbort);
    const stop = start({
      resolve: (value) => {
        settled();
        resolve(value);
      },
      reject: (failure) => {
        settled();
        reject(failure);
      },
    });
    function onAbort(): void {
      stop();
      reject(abortFailure(signal));
    }
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
