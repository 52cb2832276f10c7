import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { ConversationBroken, ConversationScript } from './conversation-script.js';
import { playConversation, type Dialect } from './conversation-stage.js';
import { secureServerSide, type ServerCertificate } from './server-certificate.js';

export interface ScriptedServerOptions {
  /** TLS from the first byte, with this certificate. */
  readonly tls?: ServerCertificate;
}

/** A mail server that knows one conversation by heart, and remembers what it heard. */
export interface ScriptedServer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Every line that a client said, over all connections. */
  readonly heard: readonly string[];
  /** Every message handed over where the script has `receivesMessage`, dots unstuffed. */
  readonly messages: readonly string[];
  /** Throws unless every step of the script was played, and nothing else was heard. */
  expectConversationFinished(): void;
}

/**
 * Plays a script on loopback, one part of it a connection. A line that the script does not have breaks the
 * conversation: the connection is cut, and disposing of the server throws, so that no test passes by accident.
 */
export async function scriptedLineServer(
  dialect: Dialect,
  write: (script: ConversationScript) => void,
  options: ScriptedServerOptions = {},
): Promise<ScriptedServer> {
  const script = new ConversationScript();
  write(script);
  const record = { heard: [] as string[], messages: [] as string[] };
  const sockets = new Set<Socket>();
  const broken: Error[] = [];
  const server = createServer((plain) => {
    const steps = script.parts[sockets.size];
    sockets.add(plain.on('error', () => plain.destroy()));
    const conversation = steps
      ? playSecured(plain, options.tls, (socket) => playConversation(dialect, socket, steps, record))
      : Promise.reject(new ConversationBroken('a connection more than the script has'));
    conversation.catch((error: unknown) => {
      broken.push(error as Error);
      plain.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...record,
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    expectConversationFinished() {
      const [first = notReached(script)] = broken.splice(0);
      if (first) throw first;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
      if (broken[0]) throw broken[0];
    },
  };
}

async function playSecured(
  plain: Socket,
  certificate: ServerCertificate | undefined,
  play: (socket: Socket) => Promise<void>,
): Promise<void> {
  await play(certificate ? await secureServerSide(plain, certificate) : plain);
}

function notReached(script: ConversationScript): ConversationBroken | undefined {
  const left = script.parts.flat().filter((step) => !step.played);
  return left.length === 0
    ? undefined
    : new ConversationBroken(`not reached: ${left.map((step) => step.title).join(' / ')}`);
}
