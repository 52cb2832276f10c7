// RFC 2449: CAPA lists what the server can do, one capability a line with its arguments.
import type { Pop3Connection } from './pop3-connection.js';

/** Capability in capitals to its arguments in capitals. Null: the server knows no CAPA, as many older ones. */
export type Capabilities = ReadonlyMap<string, readonly string[]> | null;

export async function readCapabilities(connection: Pop3Connection, signal: AbortSignal): Promise<Capabilities> {
  const { ok } = await connection.command('CAPA', signal);
  if (!ok) return null;
  const capabilities = new Map<string, readonly string[]>();
  for await (const line of connection.list(signal)) {
    const [name = '', ...values] = line.toString('latin1').trim().toUpperCase().split(/\s+/);
    capabilities.set(name, values);
  }
  return capabilities;
}
