// RFC 9051 section 6.2.1: STARTTLS; what the server told before TLS is forgotten.
import { DriverFailure } from '@mail-access/driver-spec';
import type { ImapConnection } from './imap-connection.js';
import { readCapabilities } from './read-capabilities.js';

export async function requestTls(connection: ImapConnection, signal: AbortSignal): Promise<void> {
  const capabilities = await readCapabilities(connection, signal);
  if (!capabilities.has('STARTTLS')) throw new DriverFailure('encryption-unavailable');
  const { status, reply } = await connection.command('STARTTLS', signal);
  if (status !== 'OK') throw new DriverFailure('encryption-unavailable', { reply });
  connection.forget();
}
