import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { deliver } from './deliver.js';

const sizeLimit = 25 * 1024 * 1024;

/** A mail transfer agent on 127.0.0.1 whose whole world is the local mailboxes: mail to anybody else is refused and nothing leaves the machine. */
export async function startLoopbackMta(options: {
  port: number;
  lmtpPort: number;
  mailboxes: readonly string[];
}): Promise<{ close(): Promise<void> }> {
  const mailboxes = new Set(options.mailboxes);
  const server = new SMTPServer({
    name: 'localhost',
    size: sizeLimit,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, callback) {
      callback(mailboxes.has(address.toLowerCase()) ? null : refusal(550, `5.1.1 <${address}>: no such mailbox here`));
    },
    onData(stream, { envelope }, callback) {
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const to = envelope.rcptTo.map(({ address }) => address);
      buffer(stream)
        .then((message) => (stream.sizeExceeded ? Promise.reject(refusal(552, '5.3.4 message too big')) : message))
        .then((message) => deliver({ lmtpPort: options.lmtpPort, from, to, message }))
        .then(() => callback(null, '2.0.0 delivered'), callback);
    },
  });
  // A client that goes away in the middle is not our failure.
  server.on('error', () => undefined);
  server.listen(options.port, '127.0.0.1', () => undefined);
  await once(server.server, 'listening');
  return { close: () => new Promise((resolve) => server.close(resolve)) };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
