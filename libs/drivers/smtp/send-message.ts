// RFC 5321 section 3.3: MAIL, RCPT, DATA. SIZE: RFC 1870. BODY=8BITMIME: RFC 6152. SMTPUTF8: RFC 6531.
import { domainToASCII } from 'node:url';
import { DriverFailure, type DriverFailureKind, type ServerReply } from '@mail-access/driver-spec';
import { dotStuffed } from './dot-stuffed.js';
import type { Extensions } from './say-hello.js';
import type { SmtpConnection, SmtpReply } from './smtp-connection.js';

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export async function sendMessage(
  connection: SmtpConnection,
  extensions: Extensions,
  envelope: Envelope,
  message: Buffer,
  signal: AbortSignal,
): Promise<ServerReply> {
  const utf8 = extensions.has('SMTPUTF8');
  const from = wireAddress(envelope.from, utf8, 'sender-refused');
  const to = envelope.to.map((address) => wireAddress(address, utf8, 'recipient-refused'));
  const body = dotStuffed(message);
  const parameters = [
    extensions.has('SIZE') ? ` SIZE=${message.length}` : '',
    extensions.has('8BITMIME') && message.some((octet) => octet > 0x7f) ? ' BODY=8BITMIME' : '',
    utf8 && [from, ...to].some((address) => !isAscii(address)) ? ' SMTPUTF8' : '',
  ];
  const mail = await connection.command(`MAIL FROM:<${from}>${parameters.join('')}`, signal);
  if (!isPositive(mail)) throw refusal(mail, 'sender-refused');
  for (const address of to) {
    const recipient = await connection.command(`RCPT TO:<${address}>`, signal);
    if (!isPositive(recipient)) throw refusal(recipient, 'recipient-refused');
  }
  const go = await connection.command('DATA', signal);
  if (go.code !== 354) throw refusal(go, 'message-refused');
  connection.lines.write(body);
  const taken = await connection.reply(signal);
  if (!isPositive(taken)) throw refusal(taken, 'message-refused');
  return taken.reply;
}

function isPositive({ code }: SmtpReply): boolean {
  return code >= 200 && code < 300;
}

function refusal({ code, reply }: SmtpReply, kind: DriverFailureKind): DriverFailure {
  // The announced size is judged at MAIL already (552 or x.3.4), but it is the message that is refused.
  const tooLarge = code === 552 || / [45]\.3\.4$/.test(reply.code ?? '');
  return new DriverFailure(tooLarge ? 'message-refused' : kind, { reply });
}

/** The domain goes in its ASCII form where that will do; a local part beyond ASCII needs SMTPUTF8. */
function wireAddress(address: string, utf8: boolean, refusal: DriverFailureKind): string {
  // A line end in an address would be a command of its own.
  if (/[\p{Cc}\s<>]/u.test(address)) throw new DriverFailure(refusal);
  if (isAscii(address)) return address;
  const at = address.lastIndexOf('@');
  const converted = `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
  if (isAscii(converted)) return converted;
  if (!utf8) throw new DriverFailure(refusal);
  return address;
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
