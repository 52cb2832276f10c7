import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { TLSSocket, type TlsOptions } from 'node:tls';

/** A line of a case: what the server says, or the word of the client that it waits for. */
export interface TranscriptLine {
  readonly s?: string;
  readonly c?: string;
  readonly tls?: string;
  readonly dns?: string;
}

interface TranscriptServer extends AsyncDisposable {
  readonly port: number;
  /** Every line that a client said. */
  readonly heard: readonly string[];
}

interface TranscriptOptions {
  readonly protocol: 'imap' | 'pop3' | 'smtp';
  /** TLS from the first byte. */
  readonly tls?: TlsOptions;
  /** TLS where the transcript starts it. */
  readonly startTls?: TlsOptions;
  /** What is not in the transcript: taken, or not. A case says nothing of what comes before and after it. */
  readonly otherwise?: 'takes' | 'refuses';
}

const inbox = ['* FLAGS (\\Seen)', '* 0 EXISTS', '* 0 RECENT', '* OK [UIDVALIDITY 1] valid', '* OK [UIDNEXT 1] next'];

function unscripted(line: string, { protocol, otherwise = 'refuses' }: TranscriptOptions): string[] {
  const [tag = '*', command = ''] = line.toUpperCase().split(' ');
  const takes = otherwise === 'takes';
  if (protocol === 'pop3') return [takes ? '+OK' : '-ERR not here'];
  if (protocol === 'smtp') return [tag === 'QUIT' ? '221 bye' : '502 not here'];
  const own = line.split(' ')[0] ?? '*';
  if (command === 'LOGOUT') return ['* BYE', `${own} OK bye`];
  if (command === 'CAPABILITY') return ['* CAPABILITY IMAP4rev1', `${own} OK done`];
  if (takes && (command === 'SELECT' || command === 'EXAMINE')) return [...inbox, `${own} OK done`];
  return [`${own} ${takes ? 'OK' : 'BAD'} ${takes ? 'done' : 'not here'}`];
}

async function secured(socket: Socket, tls: TlsOptions): Promise<Socket> {
  const upgraded = new TLSSocket(socket, { isServer: true, ...tls }).on('error', () => socket.destroySoon());
  await once(upgraded, 'secure');
  return upgraded;
}

/** One connection, by the words that it waits for: a client may say more in between. */
class Conversation {
  #next = 0;

  constructor(
    private readonly lines: readonly TranscriptLine[],
    private readonly options: TranscriptOptions,
    private readonly heard: string[],
  ) {}

  play(socket: Socket): void {
    const reader = createInterface({ input: socket }).on('error', () => socket.destroy());
    reader.on('line', (line) => {
      this.heard.push(line);
      const tag = this.#tagOf(line);
      if (tag === null) {
        const answer = unscripted(line, this.options);
        return void socket.write(answer.map((one) => `${one}\r\n`).join(''));
      }
      if (this.#say(socket, tag)) return;
      reader.close();
      this.#upgrade(socket);
    });
    this.#say(socket, '*');
  }

  /** The tag of a command that the transcript waits for; null when it does not. */
  #tagOf(line: string): string | null {
    const [tag = '', ...rest] = line.split(' ');
    const command = this.options.protocol === 'imap' ? rest.join(' ') : line;
    const wanted = this.lines[this.#next]?.c;
    if (wanted === undefined || !command.toUpperCase().startsWith(wanted)) return null;
    this.#next += 1;
    return tag;
  }

  /** Says what follows; false when TLS does. */
  #say(socket: Socket, tag: string): boolean {
    for (let line = this.lines[this.#next]; line?.s !== undefined; line = this.lines[this.#next]) {
      socket.write(`${line.s.replace('$TAG', tag)}\r\n`);
      this.#next += 1;
    }
    return this.lines[this.#next]?.tls === undefined;
  }

  #upgrade(socket: Socket): void {
    this.#next += 1;
    socket.removeAllListeners('data').pause();
    void secured(socket, this.options.startTls ?? {}).then(
      (upgraded) => this.play(upgraded),
      () => socket.destroy(),
    );
  }
}

/** Plays a transcript on loopback, anew for each connection. */
export async function transcriptServer(
  lines: readonly TranscriptLine[],
  options: TranscriptOptions,
): Promise<TranscriptServer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((plain) => {
    sockets.add(plain.on('error', () => undefined));
    const conversation = new Conversation(lines, options, heard);
    if (options.tls === undefined) conversation.play(plain);
    else
      void secured(plain, options.tls).then(
        (socket) => conversation.play(socket),
        () => plain.destroy(),
      );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
