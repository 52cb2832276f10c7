// RFC 9051 section 6.1.1. Not asked when the greeting or the sign-in told already.
import { DriverFailure } from '@mail-access/driver-spec';
import type { ImapConnection } from './imap-connection.js';

export async function readCapabilities(connection: ImapConnection, signal: AbortSignal): Promise<ReadonlySet<string>> {
  if (!connection.capabilities) {
    const { status, reply } = await connection.command('CAPABILITY', signal);
    if (status !== 'OK' || !connection.capabilities) throw new DriverFailure('protocol-violation', { reply });
  }
  return connection.capabilities;
}
