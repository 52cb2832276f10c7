import { plainAttempt, type Attempt, type ServerAddress } from '@mail-access/driver-spec';
import type { ScriptedServer } from '@mail-access/testkit';
import { loopbackEgress } from './loopback-egress.js';

/** Address and attempt for a driver's `connect` at a scripted server; half a second, unless the test brings a signal. */
export function attemptAt(
  server: Pick<ScriptedServer, 'host' | 'port'>,
  security: ServerAddress['security'] = 'none',
  signal: AbortSignal = AbortSignal.timeout(500),
): [ServerAddress, Attempt] {
  return [{ host: server.host, port: server.port, security }, plainAttempt(loopbackEgress, signal)];
}
