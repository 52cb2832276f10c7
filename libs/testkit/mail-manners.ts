import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { secureServerSide, type ServerCertificate } from './server-certificate.js';

/** What a mail server of the scripted internet is. */
export interface MailServerScript {
  readonly protocol: 'imap' | 'pop3' | 'smtp';
  /** `none` has no STARTTLS either. */
  readonly security: 'tls' | 'starttls' | 'none';
  /** SASL mechanisms; PLAIN unless said otherwise. */
  readonly mechanisms?: readonly string[];
  /** Name in the certificate, when it is not the host's. */
  readonly certificateName?: string;
  readonly certificate?: { readonly notBefore?: Date; readonly notAfter?: Date };
}

interface Stage {
  readonly certificate: ServerCertificate;
  readonly hear: (line: string) => void;
  readonly delayMs: number;
}

interface Manners {
  readonly greeting: string;
  /** The answer to a command; `upgrades` when TLS starts behind it. */
  answer(line: string, secured: boolean): { readonly text: string; readonly upgrades?: boolean };
}

function offers({ security }: MailServerScript, secured: boolean): boolean {
  return security === 'starttls' && !secured;
}

function imap(script: MailServerScript): Manners {
  return {
    greeting: '* OK IMAP4rev1 ready\r\n',
    answer(line, secured) {
      const [tag = '*', command = ''] = line.split(' ');
      const sasl = (script.mechanisms ?? ['PLAIN']).map((name) => ` AUTH=${name}`).join('');
      const capabilities = `IMAP4rev1${offers(script, secured) ? ' STARTTLS' : ''}${sasl}`;
      if (command.toUpperCase() === 'CAPABILITY') return { text: `* CAPABILITY ${capabilities}\r\n${tag} OK done\r\n` };
      if (command.toUpperCase() === 'STARTTLS') return { text: `${tag} OK begin\r\n`, upgrades: true };
      return { text: `${tag} NO not here\r\n` };
    },
  };
}

function pop3(script: MailServerScript): Manners {
  return {
    greeting: '+OK ready\r\n',
    answer(line, secured) {
      const command = line.toUpperCase();
      const sasl = `SASL ${(script.mechanisms ?? ['PLAIN']).join(' ')}\r\n`;
      if (command === 'CAPA')
        return { text: `+OK\r\nUSER\r\n${offers(script, secured) ? 'STLS\r\n' : ''}${sasl}.\r\n` };
      return command === 'STLS' ? { text: '+OK begin\r\n', upgrades: true } : { text: '-ERR not here\r\n' };
    },
  };
}

function smtp(script: MailServerScript): Manners {
  return {
    greeting: '220 ready ESMTP\r\n',
    answer(line, secured) {
      const command = line.toUpperCase();
      const extension = offers(script, secured) ? '250-STARTTLS\r\n' : '';
      const auth = `250 AUTH ${(script.mechanisms ?? ['PLAIN']).join(' ')}\r\n`;
      if (command.startsWith('EHLO')) return { text: `250-ready\r\n${extension}${auth}` };
      return command === 'STARTTLS' ? { text: '220 begin\r\n', upgrades: true } : { text: '502 not here\r\n' };
    },
  };
}

/** Plays a server on a connection: greeting, capabilities, STARTTLS; no to everything else. */
export function mailManners(script: MailServerScript, stage: Stage): (socket: Socket, secured: boolean) => void {
  const manners = { imap, pop3, smtp }[script.protocol](script);
  const say = (socket: Socket, text: string): void => {
    const timer = setTimeout(() => socket.write(text), stage.delayMs);
    socket.once('close', () => clearTimeout(timer));
  };
  const converse = (socket: Socket, secured: boolean): void => {
    const lines = createInterface({ input: socket });
    // readline hands on the errors of its input.
    lines.on('error', () => socket.destroy());
    lines.on('line', (line) => {
      stage.hear(line);
      const { text, upgrades = false } = manners.answer(line, secured);
      say(socket, text);
      if (!upgrades) return;
      lines.close();
      socket.removeAllListeners('data').pause();
      setTimeout(() => {
        void secureServerSide(socket, stage.certificate).then((upgraded) => converse(upgraded, true));
      }, stage.delayMs + 1);
    });
  };
  return (socket, secured) => {
    say(socket, manners.greeting);
    converse(socket, secured);
  };
}
