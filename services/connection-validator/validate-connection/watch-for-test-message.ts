import { setTimeout as sleep } from 'node:timers/promises';
import type { MailSession } from '@mail-access/driver-spec';
import { tokenHeader, type TestMessage } from './test-message.js';

const firstPauseMs = 150;
const longestPauseMs = 2_000;

/** The test message did not arrive while the step lasted. */
export class TestMessageNotSeen extends Error {
  override readonly name = 'TestMessageNotSeen';
}

/** Looks for the message by its token until it is there, with growing pauses. Answers with the folder it was found in. */
export async function watchForTestMessage(
  mailbox: MailSession,
  message: TestMessage,
  signal: AbortSignal,
): Promise<'inbox' | 'junk'> {
  try {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
      const found = await mailbox.locate({ name: tokenHeader, value: message.token }, signal);
      if (found !== null) return found.folder.toUpperCase() === 'INBOX' ? 'inbox' : 'junk';
      await sleep(pauseMs, undefined, { signal });
    }
  } catch (error) {
    // The step's own deadline is the end of the wait, whatever it interrupted; a cancellation is not.
    if (signal.aborted && (signal.reason as Error).name === 'TimeoutError') {
      throw new TestMessageNotSeen('the test message was not seen', { cause: error });
    }
    throw error;
  }
}
