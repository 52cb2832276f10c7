import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Where a mailbox is, and who signs in. */
export interface RawMailbox {
  readonly host: string;
  readonly imaps: number;
  readonly submission: number;
  readonly ca: string;
  readonly username: string;
  readonly password: string;
}

/** Lines of a socket, one `until` at a time. */
class Conversation {
  #text = '';
  #wake: () => void = () => undefined;

  constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1');
      this.#wake();
    });
  }

  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#text)) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#text = '';
  }

  async ask(command: string, answer: RegExp): Promise<void> {
    this.socket.write(`${command}\r\n`);
    await this.until(answer);
  }
}

function secured(socket: Socket | null, { host, imaps, ca }: RawMailbox): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const options = { host, servername: host, ca, ...(socket === null ? { port: imaps } : { socket }) };
    const tls = connectTls(options, () => resolve(tls)).on('error', reject);
  });
}

/** The same steps as a validation up to the sign-ins, on bare sockets: nothing is checked but the words needed to go on. */
export async function rawSignIn(mailbox: RawMailbox): Promise<void> {
  const response = Buffer.from(`\0${mailbox.username}\0${mailbox.password}`).toString('base64');
  const imap = new Conversation(await secured(null, mailbox));
  await imap.until(/^\* OK.*\r\n/);
  await imap.ask(`a AUTHENTICATE PLAIN ${response}`, /^a OK/m);
  await imap.ask('b EXAMINE INBOX', /^b OK/m);

  const plain = connectPlain(mailbox.submission, mailbox.host);
  const opening = new Conversation(plain);
  await opening.until(/^220 .*\r\n/m);
  await opening.ask('EHLO bench', /^250 /m);
  await opening.ask('STARTTLS', /^220 /m);
  plain.removeAllListeners('data');
  const smtp = new Conversation(await secured(plain, mailbox));
  await smtp.ask('EHLO bench', /^250 /m);
  await smtp.ask(`AUTH PLAIN ${response}`, /^235 /m);
  await smtp.ask('QUIT', /^221 /m);
  await imap.ask('c LOGOUT', /^c OK/m);
  smtp.socket.destroy();
  imap.socket.destroy();
}
