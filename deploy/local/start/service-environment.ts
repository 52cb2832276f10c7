import type { ServiceName } from '@mail-access/contracts';
import type { Keys } from './keys.js';
import type { Ports } from './ports.js';

/** Settings that reach the services as they stand in the launcher's own environment. */
const PASSED_ON = [
  ...['DNS_SERVERS', 'EGRESS_ALLOW', 'ISPDB_URL', 'KEY_WRAPPER', 'PUBLIC_URL', 'HOST', 'LOG_LEVEL'],
  ...[
    'AUTH_ISSUER',
    'AUTH_JWKS_URL',
    'AUTH_AUDIENCE',
    'PORTAL_CLIENT_ID',
    'PORTAL_SCOPE',
    'PORTAL_CONNECT_ORIGINS',
    'DRAIN_MS',
  ],
  ...['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET', 'GOOGLE_BASE_URL', 'GOOGLE_SERVICE_ACCOUNT'],
  ...['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET', 'MICROSOFT_LOGIN_URL', 'MICROSOFT_GRAPH_URL'],
];

/** Of these, empty is a choice of the operator: nothing internal may be reached, no database of settings is asked. */
const MAY_BE_EMPTY = ['EGRESS_ALLOW', 'ISPDB_URL'];

/** What a program needs to run at all. */
const BASIC = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'LC_ALL', 'NODE_OPTIONS'];

/** What the services of one run share. */
export interface SharedSettings {
  ports: Ports;
  keys: Keys;
  natsUrl: string;
  issuer: { issuer: string; jwksUrl: string; audience: string };
  publicUrl: string;
  /** Certificates to trust besides those that Node brings. */
  caBundle: string;
  keyWrapperFile: string;
  own: NodeJS.ProcessEnv;
}

/** The environment of one service; what the operator set wins over what the local run would choose. */
export function serviceEnvironment(
  service: ServiceName,
  databaseUrl: string | undefined,
  shared: SharedSettings,
): Record<string, string> {
  const { keys, ports, issuer, own } = shared;
  const environment: Record<string, string> = {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    HEALTH_HOST: '127.0.0.1',
    HEALTH_PORT: String(ports[`health-${service}`]),
    LOG_LEVEL: 'info',
    // The demo mailbox is on this machine.
    EGRESS_ALLOW: '127.0.0.0/8,::1/128',
    KEY_WRAPPER: `file:${shared.keyWrapperFile}`,
    PUBLIC_URL: shared.publicUrl,
    AUTH_ISSUER: issuer.issuer,
    AUTH_AUDIENCE: issuer.audience,
    // Of another issuer: taken from its discovery document, unless the operator names it.
    ...(isSet('AUTH_ISSUER', own['AUTH_ISSUER']) ? {} : { AUTH_JWKS_URL: issuer.jwksUrl }),
    ...passedOn(own),
    NATS_URL: shared.natsUrl,
    NATS_CREDENTIALS: `file:${keys.natsCredentials(service)}`,
    SEALING_KEY: `file:${keys.sealingKey(service)}`,
    SEALING_PUBLIC_KEYS: `file:${keys.sealingPublicKeys}`,
    NODE_EXTRA_CA_CERTS: shared.caBundle,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  if (service === 'api-gateway') environment['PORT'] = String(ports['portal']);
  return environment;
}

function passedOn(own: NodeJS.ProcessEnv): Record<string, string> {
  const isPassedOn = (name: string) => PASSED_ON.includes(name) || name.startsWith('OTEL_') || BASIC.includes(name);
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) if (isPassedOn(name) && isSet(name, value)) result[name] = value;
  return result;
}

function isSet(name: string, value: string | undefined): value is string {
  return value !== undefined && (value !== '' || MAY_BE_EMPTY.includes(name));
}
