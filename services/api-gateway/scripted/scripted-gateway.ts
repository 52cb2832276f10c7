import { createLogger } from '@mail-access/observability';
import { generateSealingKey } from '@mail-access/secret';
import type { JWK } from '@mail-access/secret';
import type { Configuration } from '../configuration.js';
import type { GatewayFoundation } from '../gateway.module.js';
import { startGateway } from '../start-gateway.js';
import type { Gateway } from '../start-gateway.js';
import { ScriptedBus } from './scripted-bus.js';
import { audience, scriptedIssuer } from './scripted-issuer.js';
import type { ScriptedIssuer } from './scripted-issuer.js';

interface Settings {
  readonly bus?: GatewayFoundation['bus'];
  readonly configuration?: Partial<Configuration>;
  readonly rhythm?: GatewayFoundation['rhythm'];
}

export interface ScriptedGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly issuer: ScriptedIssuer;
  readonly bus: ScriptedBus;
  /** Everything that was logged. */
  readonly log: () => string;
  readonly vaultKey: { privateJwk: JWK; publicJwk: JWK };
  /** Calls the gateway as Ada, unless the headers say otherwise (an empty `authorization` leaves it out). */
  fetch(path: string, request?: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }): Promise<Response>;
}

/** A gateway on a free port with an issuer and, unless a test brings its own, a bus in memory. */
export async function scriptedGateway(settings: Settings = {}): Promise<ScriptedGateway> {
  const issuer = await scriptedIssuer();
  const vaultKey = await generateSealingKey('credential-vault');
  const bus = new ScriptedBus();
  const lines: string[] = [];
  const logger = createLogger({
    service: 'api-gateway',
    level: 'debug',
    destination: { write: (line: string) => void lines.push(line) },
  });
  const gateway = await startGateway(
    { ...usual(issuer.issuer, vaultKey.publicJwk), ...settings.configuration },
    { bus: settings.bus ?? bus, logger, telemetry, ...(settings.rhythm && { rhythm: settings.rhythm }) },
  );
  return {
    gateway,
    issuer,
    bus,
    vaultKey,
    log: () => lines.join(''),
    fetch: async (path, request = {}) => {
      const headers: Record<string, string> = { authorization: `Bearer ${await issuer.token()}`, ...request.headers };
      if (headers.authorization === '') delete headers.authorization;
      return fetch(`http://127.0.0.1:${gateway.port}${path}`, { ...request, headers });
    },
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      await issuer[Symbol.asyncDispose]();
    },
  };
}

const telemetry = {
  prometheusText: () => Promise.resolve('# none\n'),
  flush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

function usual(issuer: string, publicJwk: JWK): Configuration {
  return {
    NATS_URL: 'nats://127.0.0.1:4222',
    NATS_CREDENTIALS: { user: 'api-gateway', password: 'unused' },
    OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
    LOG_LEVEL: 'info',
    HOST: '127.0.0.1',
    PORT: 0,
    PUBLIC_URL: new URL('http://127.0.0.1'),
    SEALING_PUBLIC_KEYS: publicJwk,
    AUTH_ISSUER: issuer,
    AUTH_JWKS_URL: undefined,
    AUTH_AUDIENCE: audience,
    PORTAL_DIRECTORY: '/nonexistent',
    PORTAL_CLIENT_ID: 'portal',
    PORTAL_SCOPE: 'openid profile',
    PORTAL_CONNECT_ORIGINS: [],
    DRAIN_MS: 0,
  };
}
