// RFC 1939 section 4: the server speaks first, with +OK or, when it does not want us, -ERR.
import { DriverFailure, readGreeting, type LineConnection } from '@mail-access/driver-spec';
import { Pop3Connection } from './pop3-connection.js';

export async function greet(lines: LineConnection, secured: boolean, signal: AbortSignal): Promise<void> {
  const greeting = new Pop3Connection(lines).parseStatus(await readGreeting(lines, secured, signal));
  if (!greeting) throw new DriverFailure('not-this-protocol');
  if (!greeting.ok) throw new DriverFailure('server-refused', { reply: greeting.reply });
}
