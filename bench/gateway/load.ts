import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const requests = 10_000;

/** A GET and the connection it is repeated on. */
class Lane {
  #received = '';
  #answered: ((answer: string) => void) | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly request: string,
  ) {
    socket.setEncoding('latin1').on('data', (text: string) => this.#read(text));
  }

  static async open(port: number, request: string): Promise<Lane> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    return new Lane(socket, request);
  }

  ask(): Promise<string> {
    return new Promise((resolve) => {
      this.#answered = resolve;
      this.socket.write(this.request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  /** Both sides answer with `Content-Length`; nothing of the body is parsed, so that the load costs little. */
  #read(text: string): void {
    this.#received += text;
    const head = this.#received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#received)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) throw new Error('the answer has no length');
    if (this.#received.length < head + 4 + length) return;
    const answer = this.#received;
    this.#received = '';
    this.#answered?.(answer);
  }
}

/** Requests a second over one kept connection for each token, one request in flight on each. Throws on any status but 200. */
export async function requestRate(port: number, tokens: readonly string[]): Promise<number> {
  const lanes = await Promise.all(
    tokens.map((token) =>
      Lane.open(port, `GET /v1/connection HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`),
    ),
  );
  let left = requests;
  const startedAt = performance.now();
  await Promise.all(
    lanes.map(async (lane) => {
      while (left > 0) {
        left -= 1;
        const answer = await lane.ask();
        if (!answer.startsWith('HTTP/1.1 200')) throw new Error(`answered ${answer.slice(0, 200)}`);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const lane of lanes) lane.close();
  return requests / seconds;
}
