/** One block of a stream of server-sent events: its fields, and a comment when it has one. */
export interface EventBlock {
  event?: string;
  id?: string;
  data?: string;
  retry?: string;
  comment?: string;
}

function parseBlock(text: string): EventBlock {
  const fields = text.split('\n').map((line) => {
    const colon = line.indexOf(':');
    return [colon === 0 ? 'comment' : line.slice(0, colon), line.slice(colon + 1).trimStart()];
  });
  return Object.fromEntries(fields) as EventBlock;
}

/** Reads a stream of server-sent events block by block. */
export class EventReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #decoder = new TextDecoder();
  #text = '';

  constructor(readonly response: Response) {
    this.#reader = response.body?.getReader();
  }

  /** The next block; undefined at the end of the stream. */
  async next(): Promise<EventBlock | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return parseBlock(block);
      }
      const chunk = await this.#reader?.read();
      if (chunk?.value === undefined) return undefined;
      this.#text += this.#decoder.decode(chunk.value, { stream: true });
    }
  }

  /** Every block to the end of the stream. */
  async rest(): Promise<EventBlock[]> {
    const blocks: EventBlock[] = [];
    for (let block = await this.next(); block !== undefined; block = await this.next()) blocks.push(block);
    return blocks;
  }

  async close(): Promise<void> {
    await this.#reader?.cancel().catch(() => undefined);
  }
}
