import { expect, it } from 'vitest';
import { serviceEnvironment } from './service-environment.js';

const keys = {
  directory: '/keys',
  sealingPublicKeys: '/keys/public.json',
  sealingKey: (service: string) => `/keys/${service}.jwk`,
  natsPassword: () => 'secret',
  natsCredentials: (party: string) => `/keys/${party}.nats`,
};

function environment(own: NodeJS.ProcessEnv): Record<string, string> {
  return serviceEnvironment('connection-validator', 'postgres://role@db/mail_access', {
    ...{ keys, own, ports: { portal: 8080, 'health-connection-validator': 18082 }, natsUrl: 'nats://127.0.0.1:4222' },
    issuer: { issuer: 'http://localhost:8090', jwksUrl: 'http://localhost:8090/jwks', audience: 'mail-access' },
    ...{ publicUrl: 'http://localhost:8080', caBundle: '/authority/bundle.pem', keyWrapperFile: '/keys/wrapper' },
  });
}

it('lets the services reach the loopback, where the demo mailboxes are', () => {
  expect(environment({})['EGRESS_ALLOW']).toBe('127.0.0.0/8,::1/128');
});

it('passes on what the operator set, an empty list of allowed networks included', () => {
  const own = {
    EGRESS_ALLOW: '',
    DNS_SERVERS: '127.0.0.1:5353',
    OTEL_SERVICE_NAME: 'mine',
    LOG_LEVEL: '',
    HOME: '/home/me',
  };
  expect(environment(own)).toMatchObject({
    ...{ EGRESS_ALLOW: '', DNS_SERVERS: '127.0.0.1:5353', OTEL_SERVICE_NAME: 'mine' },
    ...{ LOG_LEVEL: 'info', HOME: '/home/me' },
  });
});

it('keeps to its own servers and passes on nothing else', () => {
  const own = { NATS_URL: 'nats://elsewhere', DATABASE_URL: 'postgres://elsewhere', AWS_SECRET_ACCESS_KEY: 'x' };
  const given = environment({ ...own, NODE_EXTRA_CA_CERTS: '/mine.pem' });
  expect(given).toMatchObject({
    ...{ NATS_URL: 'nats://127.0.0.1:4222', DATABASE_URL: 'postgres://role@db/mail_access' },
    NODE_EXTRA_CA_CERTS: '/authority/bundle.pem',
  });
  expect(given).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
});

it('leaves the keys of another issuer to its discovery document', () => {
  expect(environment({})).toMatchObject({ AUTH_JWKS_URL: 'http://localhost:8090/jwks' });
  const given = environment({ AUTH_ISSUER: 'https://login.example' });
  expect([given['AUTH_ISSUER'], given['AUTH_JWKS_URL']]).toEqual(['https://login.example', undefined]);
});
