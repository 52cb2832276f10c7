/** One event of a `text/event-stream` body. */
export interface StreamEvent {
  readonly type: string;
  readonly data: string;
  /** The last id seen, on this event or before it; empty when there was none. */
  readonly lastEventId: string;
}

/**
 * Parses server-sent events as the HTML standard says
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
 * `EventSource` itself cannot send the bearer token.
 */
export class EventStreamParser {
  private rest = '';
  private started = false;
  private type = '';
  private data: string[] = [];
  private lastEventId = '';

  /** Takes the next piece of decoded text, cut anywhere, and gives the events that it completes. */
  push(chunk: string): StreamEvent[] {
    if (!this.started && chunk !== '') {
      this.started = true;
      chunk = chunk.replace(/^\uFEFF/, '');
    }
    this.rest += chunk;
    const events: StreamEvent[] = [];
    for (let line = this.takeLine(); line !== null; line = this.takeLine()) {
      const event = this.readLine(line);
      if (event !== null) events.push(event);
    }
    return events;
  }

  private takeLine(): string | null {
    const end = this.rest.search(/[\r\n]/);
    if (end < 0) return null;
    // A CR at the very end may be half of a CRLF that is still on its way.
    if (this.rest[end] === '\r' && end === this.rest.length - 1) return null;
    const line = this.rest.slice(0, end);
    this.rest = this.rest.slice(end + (this.rest.startsWith('\r\n', end) ? 2 : 1));
    return line;
  }

  private readLine(line: string): StreamEvent | null {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.type = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.lastEventId = value;
    return null;
  }

  private dispatch(): StreamEvent | null {
    const event =
      this.data.length === 0
        ? null
        : { type: this.type || 'message', data: this.data.join('\n'), lastEventId: this.lastEventId };
    this.type = '';
    this.data = [];
    return event;
  }
}

/** No byte came, not even a comment, for as long as `silenceMs`: a proxy or a sleeping network holds a dead line. */
export class StreamSilent extends Error {
  override readonly name = 'StreamSilent';
}

/** The events of a body as they come. Ends when the body ends; throws `StreamSilent`, or what the body throws. */
export async function* readEventStream(
  body: ReadableStream<Uint8Array>,
  silenceMs: number,
): AsyncGenerator<StreamEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventStreamParser();
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read(), silenceMs);
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function withinSilence<T>(read: Promise<T>, silenceMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StreamSilent('the event stream went silent')), silenceMs);
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    clearTimeout(timer);
  }
}
