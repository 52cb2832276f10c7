import { DriverFailure, isDriverFailure } from './driver-failure.js';
import type { LineConnection } from './line-connection.js';

/** TLS record types 20 to 23 of version 3.x (RFC 8446 section 5.1). */
function isTlsRecord(bytes: Uint8Array): boolean {
  const [type = 0, major = 0] = bytes;
  return type >= 20 && type <= 23 && major === 3;
}

/**
 * The first line of a server. All mail protocols let the server speak first, so a server that says nothing on a
 * cleartext connection waits for a TLS handshake: `wrong-security-mode`, as when it sends a TLS record.
 */
export async function readGreeting(connection: LineConnection, secured: boolean, signal: AbortSignal): Promise<Buffer> {
  try {
    const line = await connection.readLine(signal);
    if (!secured && isTlsRecord(line)) throw new DriverFailure('wrong-security-mode');
    return line;
  } catch (error) {
    if (secured || !isDriverFailure(error)) throw error;
    const waitsForTls = error.kind === 'timed-out' || isTlsRecord(connection.partialLine);
    throw waitsForTls ? new DriverFailure('wrong-security-mode', { cause: error }) : error;
  }
}
