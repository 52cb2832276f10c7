import { describeError } from './describe-error.js';

/** The part of `process` that is needed. */
interface CrashingProcess {
  on(event: 'uncaughtException', listener: (error: unknown) => void): unknown;
  readonly stderr: { write(text: string): unknown };
  exit(code: number): void;
}

/**
 * Ends the process with code 1 after an error or rejection that nobody handled, with one JSON line about it on standard
 * error. Node's own report prints every property of the error: parameters of a statement, the reply of a mail server.
 */
export function endOnCrash(crashing: CrashingProcess = process): void {
  crashing.on('uncaughtException', (error) => {
    const line = {
      level: 'error',
      time: new Date().toISOString(),
      event: 'process-crashed',
      err: describeError(error),
    };
    crashing.stderr.write(`${JSON.stringify(line)}\n`);
    crashing.exit(1);
  });
}
