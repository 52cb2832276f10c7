import type { Socket } from 'node:net';
import { ConversationBroken, type Stage, type Step } from './conversation-script.js';
import { securedSocket } from './server-certificate.js';

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
  const stage = conversationStage(dialect, socket, record);
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

function conversationStage(dialect: Dialect, plain: Socket, record: ConversationRecord): Stage {
  const gone = new AbortController();
  plain.once('close', () => gone.abort());
  let socket = plain;
  let lines = heardLines(socket);
  let tag = '';
  return {
    gone: gone.signal,
    answer(answer) {
      const complete = (line: string) => (tag === '' || dialect.untagged(line) ? line : `${tag} ${line}`);
      socket.write(answer.map((line) => `${complete(line)}\r\n`).join(''));
    },
    async send(bytes) {
      if (socket.destroyed || socket.write(bytes)) return;
      await new Promise<void>((resolve) => {
        socket.once('drain', resolve);
        gone.signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
    async hear() {
      const { value, done } = await lines.next();
      if (done) return null;
      record.heard.push(value);
      return value;
    },
    command(line) {
      const [, heardTag = '', command = line] = dialect.tagged?.exec(line) ?? [];
      tag = heardTag;
      return command;
    },
    keepMessage: (message) => void record.messages.push(message),
    upgrade(certificate) {
      socket = securedSocket(socket, certificate);
      lines = heardLines(socket);
    },
    drop: () => socket.destroySoon(),
  };
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
