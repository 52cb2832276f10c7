import type { OutputOf, getValidation } from '@mail-access/contracts';
import type { Bell } from './bell.js';
import { changeText, finishedText, heartbeatText, retryText } from './event-text.js';

type Look = OutputOf<typeof getValidation>;

export interface ValidationReader {
  readonly validationId: string;
  /** The validation and its changes after this revision. */
  look(after: number): Promise<Look>;
  /** Rings when there is something to look for. */
  readonly bell: Bell;
  /** Ends the stream without a `finished`: the reader is gone, or shall come back. */
  readonly signal: AbortSignal;
  readonly lookEveryMs: number;
  readonly heartbeatMs: number;
}

/** The validation cannot be looked at for so long that the reader had better come back to another process. */
const patienceMs = 20_000;

function canPass(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}

/** Follows one validation for one reader. */
class Follower {
  /** Revision of the last change that was sent. */
  after: number;
  finished = false;
  #failingSince: number | undefined;

  constructor(
    private readonly reader: ValidationReader,
    first: Look,
    after: number,
  ) {
    // An id from the future is of another validation: such a reader has seen nothing of this one.
    this.after = after > first.validation.revision ? 0 : after;
  }

  /** The events that bring the reader up to date with what a look found. */
  *events({ validation, changes }: Look): Generator<string> {
    for (const change of changes ?? []) {
      if (change.revision <= this.after) continue;
      this.after = change.revision;
      this.finished ||= change.type === 'finished';
      yield changeText(this.reader.validationId, change);
    }
    // A reader that comes back after the end has missed nothing, but must hear that it is the end.
    if (!this.finished && validation.state !== 'running') {
      this.finished = true;
      yield finishedText(this.reader.validationId, validation.revision, validation.state);
    }
  }

  /** Looks again. Undefined while that fails and may pass; throws when it will not. */
  async look(): Promise<Look | undefined> {
    try {
      const look = await this.reader.look(this.after);
      this.#failingSince = undefined;
      return look;
    } catch (error) {
      if (this.reader.signal.aborted) return undefined;
      this.#failingSince ??= performance.now();
      if (!canPass(error) || performance.now() - this.#failingSince > patienceMs) throw error;
      return undefined;
    }
  }
}

/**
 * The text of a stream of server-sent events: every change after the reader's last one, in order, each once, until the
 * validation is over. `first` is a look that was made after the bell was hung up, so that no change falls between.
 */
export async function* validationEvents(reader: ValidationReader, first: Look, after: number): AsyncGenerator<string> {
  const follower = new Follower(reader, first, after);
  yield retryText;
  // A reader from the future was looked up with an id that hid the changes it needs.
  let look = follower.after === after ? first : await follower.look();
  let spokenAt = performance.now();
  for (;;) {
    if (look !== undefined) {
      for (const text of follower.events(look)) {
        yield text;
        spokenAt = performance.now();
      }
    }
    if (follower.finished || reader.signal.aborted) return;
    await reader.bell.wait(reader.lookEveryMs, reader.signal);
    if (reader.signal.aborted) return;
    look = await follower.look();
    if (performance.now() - spokenAt >= reader.heartbeatMs) {
      yield heartbeatText;
      spokenAt = performance.now();
    }
  }
}
