import { describe, expect, it } from 'vitest';
import { EventStreamParser, readEventStream, StreamSilent } from './event-stream.js';

describe('the event stream', () => {
  it('gives an event with its type, its data and its id', () => {
    const events = new EventStreamParser().push('event: step\nid: 3\ndata: {"a":1}\n\n');
    expect(events).toEqual([{ type: 'step', data: '{"a":1}', lastEventId: '3' }]);
  });

  it.each(['\n', '\r\n', '\r'])('reads lines that end in %j, cut anywhere', (end) => {
    const text = ['\uFEFFevent: step', 'id: 1', 'data: one', 'data:two', '', 'data: three', '', ''].join(end);
    for (let cut = 0; cut <= text.length; cut += 1) {
      const parser = new EventStreamParser();
      // A lone CR at the very end waits for a possible LF, so a next line is sent to let it go.
      const events = [...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut)), ...parser.push(`:${end}`)];
      expect(events).toEqual([
        { type: 'step', data: 'one\ntwo', lastEventId: '1' },
        { type: 'message', data: 'three', lastEventId: '1' },
      ]);
    }
  });

  it('ignores comments, unknown fields, events without data and an event that was not finished', () => {
    const parser = new EventStreamParser();
    expect(parser.push(': heartbeat\n\nretry: 1000\n\nevent: step\n\ndata: {"cut')).toEqual([]);
  });

  it('keeps the last id, forgets it for an empty one, and refuses one with NUL', () => {
    const parser = new EventStreamParser();
    const events = parser.push('id: 7\ndata: a\n\ndata: b\n\nid: 8\0\ndata: c\n\nid\ndata: d\n\n');
    expect(events.map(({ lastEventId }) => lastEventId)).toEqual(['7', '7', '7', '']);
  });

  it('reads a body whose characters are cut in the middle', async () => {
    const bytes = new TextEncoder().encode('data: é\n\n');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events = await Array.fromAsync(readEventStream(body, 1_000));
    expect(events.map(({ data }) => data)).toEqual(['é']);
  });

  it('gives up on a body that says nothing any more, and lets go of it', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      cancel() {
        cancelled = true;
      },
    });
    await expect(Array.fromAsync(readEventStream(body, 20))).rejects.toThrow(StreamSilent);
    expect(cancelled).toBe(true);
  });
});
