import { connect } from 'node:net';

/**
 * The header fields `names` of every message in a mailbox's INBOX, as an independent mail program sees them: IMAP4rev1
 * (RFC 9051) on the loopback, with non-synchronising literals (RFC 7888), spoken by hand.
 */
export async function inboxHeaders(
  server: { readonly port: number; readonly username: string; readonly password: string },
  names: readonly string[],
): Promise<string> {
  const literal = (text: string) => `{${Buffer.byteLength(text)}+}\r\n${text}`;
  const socket = connect(server.port, '127.0.0.1');
  try {
    socket.setTimeout(5_000, () => socket.destroy(new Error('the IMAP server went silent')));
    socket.write(`a LOGIN ${literal(server.username)} ${literal(server.password)}\r\n`);
    socket.write(`b EXAMINE INBOX\r\nc FETCH 1:* (BODY.PEEK[HEADER.FIELDS (${names.join(' ')})])\r\nd LOGOUT\r\n`);
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    if (!/^c OK/m.test(text)) throw new Error('the IMAP server did not list the messages');
    return text;
  } finally {
    socket.destroy();
  }
}
