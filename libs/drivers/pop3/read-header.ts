// RFC 1939 section 7: TOP n 0 gives the header of a message; where TOP is missing RETR gives all of it.
import { DriverFailure } from '@mail-access/driver-spec';
import type { Pop3Connection } from './pop3-connection.js';

/** Much more than any real header, and still flat memory. */
const maxHeader = 262_144;
const maxMessage = 67_108_864;
/** RFC 5322 allows 998; real mail has body lines of many kilobytes. */
const maxMessageLine = 1_048_576;

/** The unfolded lines of the header of message `number`; null when there is no such message any more. */
export async function readHeader(
  connection: Pop3Connection,
  number: number,
  signal: AbortSignal,
): Promise<readonly Buffer[] | null> {
  let { ok } = await connection.command(`TOP ${number} 0`, signal);
  if (!ok) ({ ok } = await connection.command(`RETR ${number}`, signal));
  if (!ok) return null;
  connection.lines.allow(maxMessage, maxMessageLine);
  const header: Buffer[] = [];
  let octets = 0;
  let inHeader = true;
  for await (const line of connection.list(signal)) {
    inHeader &&= line.length > 0;
    if (!inHeader) continue;
    octets += line.length;
    if (octets > maxHeader) throw new DriverFailure('protocol-violation');
    const last = header.at(-1);
    if (last && (line[0] === 0x20 || line[0] === 0x09)) header[header.length - 1] = Buffer.concat([last, line]);
    else header.push(line);
  }
  return header;
}

/** The value of the first field of that name (RFC 5322 section 2.2), without surrounding space; null when it has none. */
export function fieldOf(header: readonly Buffer[], name: string): Buffer | null {
  const wanted = `${name.toLowerCase()}:`;
  const line = header.find((field) => field.subarray(0, wanted.length).toString('latin1').toLowerCase() === wanted);
  return line ? Buffer.from(line.subarray(wanted.length).toString('latin1').trim(), 'latin1') : null;
}
