import { DriverFailure, type FolderName } from '@mail-access/driver-spec';
import type { ImapFlow } from 'imapflow';
import type { ImapConnection } from './imap-connection.js';

/** A header, an envelope or a mailbox list; no message body is ever read here. */
const maxLiteral = 1_048_576;
const maxResponse = 8_388_608;

/** A mailbox that ImapFlow reads. */
export interface ReadableMailbox {
  readonly client: ImapFlow;
  /** The folder that the server keeps for junk (RFC 6154, or known by its name); null when there is none. */
  readonly junk: FolderName | null;
}

/**
 * Gives a signed-in connection to ImapFlow, which reads mail. It is told so by a PREAUTH greeting of our own, so that it
 * neither greets, nor asks for TLS, nor signs in again. Loaded when first needed: a proof of a mailbox needs none of it.
 */
export async function handOver(connection: ImapConnection, signal: AbortSignal): Promise<ReadableMailbox> {
  const { ImapFlow } = await import('imapflow');
  const { socket, ahead } = connection.lines.release();
  if (!socket.readable) throw new DriverFailure('disconnected');
  const capabilities = connection.capabilities ? ` [CAPABILITY ${[...connection.capabilities].join(' ')}]` : '';
  socket.unshift(Buffer.concat([Buffer.from(`* PREAUTH${capabilities} signed in\r\n`), ahead]));
  const client = new ImapFlow({
    transport: {
      connect(_options, onConnect) {
        setImmediate(onConnect);
        return socket;
      },
    },
    doSTARTTLS: false,
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    // ENABLE is not allowed once a mailbox is selected (RFC 5161 section 3.1), and ours is.
    disableAutoEnable: true,
    clientInfo: { name: 'Mail access' },
    maxLineLength: maxLiteral,
    maxLiteralSize: maxLiteral,
    maxResponseSize: maxResponse,
  });
  // Commands in flight fail by themselves; without a listener the event would end the process.
  client.on('error', () => undefined);
  const giveUp = () => client.close();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await client.connect();
    // ImapFlow wants to know a folder before it opens it, and asks for each: once for all is less.
    const folders = await client.list();
    return { client, junk: folders.find(({ specialUse }) => specialUse === '\\Junk')?.path ?? null };
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
