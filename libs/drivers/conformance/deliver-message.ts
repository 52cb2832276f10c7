// RFC 2033: LMTP is SMTP up to the end of the data, so the machinery of drivers can hand mail to a mailbox.
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** Puts a message into the inbox of `recipient`, without any mail server on the way. Resolves when it is there. */
export async function deliverMessage(lmtpPort: number, recipient: string, message: string): Promise<void> {
  const socket = connect(lmtpPort, '127.0.0.1');
  await once(socket, 'connect');
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const reply = async (): Promise<void> => {
    const { value = '', done } = await lines.next();
    if (done || !/^[23]/.test(value)) throw new Error(`LMTP: ${value}`);
    if (value[3] === '-') await reply();
  };
  await reply();
  const envelope = ['LHLO localhost', 'MAIL FROM:<>', `RCPT TO:<${recipient}>`, 'DATA'];
  for (const line of [...envelope, `${message.replaceAll(/\r?\n/g, '\r\n')}\r\n.`, 'QUIT']) {
    socket.write(`${line}\r\n`);
    await reply();
  }
  socket.destroy();
}
