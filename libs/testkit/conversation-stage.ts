import type { Socket } from 'node:net';
import { ConversationBroken, type Stage, type Step } from './conversation-script.js';
import { secureServerSide, type ServerCertificate } from './server-certificate.js';

/** What IMAP, POP3 and SMTP servers do differently when they follow a script. */
export interface Dialect {
  /** Splits a command into its tag and the rest; null where there are no tags. */
  readonly tagged: RegExp | null;
  /** Whether a line of an answer goes out as it is, although there is a tag. */
  untagged(line: string): boolean;
  /** What a goodbye is answered with, after the end of the script; null when the line is none. */
  farewell(command: string): readonly string[] | null;
}

export interface ConversationRecord {
  readonly heard: string[];
  readonly messages: string[];
}

/** Plays one connection's part; afterwards the client may only say goodbye. */
export async function playConversation(
  dialect: Dialect,
  socket: Socket,
  steps: readonly Step[],
  record: ConversationRecord,
): Promise<void> {
  const stage = new SocketStage(dialect, socket, record);
  for (const step of steps) {
    // A client may leave in the middle of a stream, which is then played all the same.
    step.played ||= !step.waits;
    if (!(await step.play(stage))) return;
    step.played = true;
  }
  const line = await stage.hear();
  if (line === null) return;
  const farewell = dialect.farewell(stage.command(line));
  if (!farewell) throw new ConversationBroken(`heard after the end: ${line}`);
  stage.answer(farewell);
  stage.drop();
}

class SocketStage implements Stage {
  readonly #dialect: Dialect;
  readonly #record: ConversationRecord;
  readonly #gone = new AbortController();
  #socket: Socket;
  #lines: AsyncGenerator<string, void>;
  #tag = '';

  constructor(dialect: Dialect, socket: Socket, record: ConversationRecord) {
    this.#dialect = dialect;
    this.#record = record;
    this.#socket = socket;
    this.#lines = heardLines(socket);
    socket.once('close', () => this.#gone.abort());
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  answer(lines: readonly string[]): void {
    const complete = (line: string) =>
      this.#tag === '' || this.#dialect.untagged(line) ? line : `${this.#tag} ${line}`;
    this.#socket.write(lines.map((line) => `${complete(line)}\r\n`).join(''));
  }

  async send(bytes: string | Uint8Array): Promise<void> {
    const socket = this.#socket;
    if (socket.destroyed || socket.write(bytes)) return;
    await new Promise<void>((resolve) => {
      socket.once('drain', resolve);
      this.gone.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  async hear(): Promise<string | null> {
    const { value, done } = await this.#lines.next();
    if (done) return null;
    this.#record.heard.push(value);
    return value;
  }

  async hearAnything(): Promise<boolean> {
    while (this.#socket.read() === null) {
      if (this.#socket.readableEnded || this.#socket.destroyed) return false;
      await somethingToRead(this.#socket);
    }
    return true;
  }

  command(line: string): string {
    const [, tag = '', command = line] = this.#dialect.tagged?.exec(line) ?? [];
    this.#tag = tag;
    return command;
  }

  keepMessage(message: string): void {
    this.#record.messages.push(message);
  }

  async upgrade(certificate: ServerCertificate): Promise<void> {
    this.#socket = await secureServerSide(this.#socket, certificate);
    this.#lines = heardLines(this.#socket);
  }

  drop(): void {
    this.#socket.destroySoon();
  }
}

/** Ends when the client hangs up, however it does. */
async function* heardLines(socket: Socket): AsyncGenerator<string, void> {
  let rest = '';
  // No iterator over the stream: that would destroy the socket when it is put under TLS.
  for (;;) {
    const end = rest.indexOf('\r\n');
    if (end >= 0) {
      yield rest.slice(0, end);
      rest = rest.slice(end + 2);
      continue;
    }
    const chunk = socket.read() as Buffer | null;
    if (chunk !== null) rest += chunk.toString('utf8');
    else if (socket.readableEnded || socket.destroyed) return;
    else await somethingToRead(socket);
  }
}

function somethingToRead(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('readable', done).off('end', done).off('close', done);
      resolve();
    };
    socket.on('readable', done).on('end', done).on('close', done);
  });
}
