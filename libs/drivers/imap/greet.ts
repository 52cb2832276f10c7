// RFC 9051 section 7.1: the server greets with OK, BYE or PREAUTH.
import { DriverFailure, readGreeting, type LineConnection } from '@mail-access/driver-spec';
import { ImapConnection } from './imap-connection.js';
import { parseResponse } from './parse-response.js';

/** The connection, with the capabilities that stood in the greeting. */
export async function greet(lines: LineConnection, secured: boolean, signal: AbortSignal): Promise<ImapConnection> {
  const connection = new ImapConnection(lines);
  const greeting = parseResponse(await readGreeting(lines, secured, signal));
  if (greeting?.tag !== '*') throw new DriverFailure('not-this-protocol');
  const reply = connection.replyOf(greeting);
  if (greeting.status === 'BYE') throw new DriverFailure('server-refused', { reply });
  // PREAUTH says that we are signed in already, as nobody we named: in clear that is an attack that keeps STARTTLS away
  // (CVE-2021-33515), behind TLS it would prove a password that was never looked at.
  if (greeting.status === 'PREAUTH') throw new DriverFailure('protocol-violation', { reply });
  if (greeting.status !== 'OK') throw new DriverFailure('not-this-protocol');
  connection.learn(greeting);
  return connection;
}
