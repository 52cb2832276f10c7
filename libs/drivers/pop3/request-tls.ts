// RFC 2595 section 4: STLS, and TLS starts behind its +OK.
import { DriverFailure, type LineConnection } from '@mail-access/driver-spec';
import { Pop3Connection } from './pop3-connection.js';
import { readCapabilities } from './read-capabilities.js';

export async function requestTls(lines: LineConnection, signal: AbortSignal): Promise<void> {
  const connection = new Pop3Connection(lines);
  const capabilities = await readCapabilities(connection, signal);
  // A server without CAPA may have STLS all the same: it is asked.
  if (capabilities && !capabilities.has('STLS')) throw new DriverFailure('encryption-unavailable');
  const { ok, reply } = await connection.command('STLS', signal);
  if (!ok) throw new DriverFailure('encryption-unavailable', { reply });
}
