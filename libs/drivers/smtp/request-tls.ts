// RFC 3207: STARTTLS, and TLS starts behind its 220.
import { DriverFailure, type LineConnection } from '@mail-access/driver-spec';
import { sayHello } from './say-hello.js';
import { SmtpConnection } from './smtp-connection.js';

export async function requestTls(lines: LineConnection, signal: AbortSignal): Promise<void> {
  const connection = new SmtpConnection(lines);
  const extensions = await sayHello(connection, signal);
  if (!extensions.has('STARTTLS')) throw new DriverFailure('encryption-unavailable');
  const { code, reply } = await connection.command('STARTTLS', signal);
  if (code !== 220) throw new DriverFailure('encryption-unavailable', { reply });
}
