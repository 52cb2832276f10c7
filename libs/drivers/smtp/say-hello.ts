// RFC 5321 section 4.1.1.1: EHLO, answered with the extensions, one a line.
import { DriverFailure } from '@mail-access/driver-spec';
import type { SmtpConnection } from './smtp-connection.js';

/** Extension in capitals to its arguments in capitals. */
export type Extensions = ReadonlyMap<string, readonly string[]>;

/** An address literal that says nothing about our network, as Thunderbird sends it; submission servers do not judge it. */
const ourName = '[127.0.0.1]';

export async function sayHello(connection: SmtpConnection, signal: AbortSignal): Promise<Extensions> {
  const { code, lines, reply } = await connection.command(`EHLO ${ourName}`, signal);
  if (code === 500 || code === 502) throw new DriverFailure('not-this-protocol', { reply });
  if (code >= 500) throw new DriverFailure('server-refused', { reply });
  if (code >= 400) throw new DriverFailure('temporarily-unavailable', { reply });
  if (code !== 250) throw new DriverFailure('protocol-violation', { reply });
  const extensions = new Map<string, readonly string[]>();
  for (const line of lines.slice(1)) {
    // Old servers write "AUTH=PLAIN LOGIN", often beside the right form.
    const [name = '', ...values] = line
      .toString('latin1')
      .trim()
      .toUpperCase()
      .split(/[\s=]+/);
    extensions.set(name, [...(extensions.get(name) ?? []), ...values]);
  }
  return extensions;
}
