// RFC 5321 section 3.1: 220, or 554 and 421 from a server that does not want us.
import { DriverFailure, readGreeting, type LineConnection } from '@mail-access/driver-spec';
import { SmtpConnection } from './smtp-connection.js';

export async function greet(lines: LineConnection, secured: boolean, signal: AbortSignal): Promise<void> {
  const first = await readGreeting(lines, secured, signal);
  if (!/^[245]\d\d(?:[ -]|$)/.test(first.toString('latin1'))) throw new DriverFailure('not-this-protocol');
  const { code, reply } = await new SmtpConnection(lines).replyFrom(first, signal);
  if (code !== 220) throw new DriverFailure('server-refused', { reply });
}
