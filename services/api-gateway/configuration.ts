import { isIP } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { busEnvironment, listOfText, parsedBy, readEnvironment, textOrFile } from '@mail-access/messaging';
import type { JWK } from '@mail-access/secret';
import { parseSealingKeySet } from '@mail-access/secret';
import { z } from 'zod';

// The compiled file lies in `dist/`, the portal beside it.
const packageDirectory = basename(import.meta.dirname) === 'dist' ? dirname(import.meta.dirname) : import.meta.dirname;

function url(text: string): URL {
  const parsed = URL.parse(text);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) throw new Error('expected an http or https URL');
  return parsed;
}

function vaultKey(json: string): JWK {
  const key = parseSealingKeySet(json).get('credential-vault');
  if (key === undefined) throw new Error('the key set has no key with the kid "credential-vault"');
  return key;
}

const webUrl = z.string().transform(parsedBy(url));

const environment = z.object({
  ...busEnvironment,
  HOST: z
    .union([z.literal('localhost'), z.string().refine((text) => isIP(text) !== 0, 'expected an address')])
    .default('0.0.0.0'),
  /** 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65_535),
  /** Under which browsers reach the gateway. */
  PUBLIC_URL: webUrl,
  /** `file:/path` of a JWKS; what is sealed to the vault's key, nobody on the bus can read. */
  SEALING_PUBLIC_KEYS: textOrFile.transform(parsedBy(vaultKey)),
  AUTH_ISSUER: z.string().refine((text) => URL.canParse(text), 'expected a URL'),
  /** Left out: taken from the issuer's discovery document. */
  AUTH_JWKS_URL: webUrl.optional(),
  AUTH_AUDIENCE: z.string().min(1),
  PORTAL_DIRECTORY: z.string().default(join(packageDirectory, 'portal', 'dist')),
  PORTAL_CLIENT_ID: z.string().default('mail-access-portal'),
  PORTAL_SCOPE: z.string().default('openid profile'),
  /** Origins that the page signs in at besides the issuer's own, when its end points are elsewhere. */
  PORTAL_CONNECT_ORIGINS: listOfText.pipe(z.array(webUrl)),
  /** Milliseconds between "not ready" and the end of listening, so that a load balancer can look elsewhere. */
  DRAIN_MS: z.coerce.number().int().min(0).max(60_000).default(500),
});

/** Everything the gateway reads from its environment, parsed once at start. */
export type Configuration = z.output<typeof environment>;

/** Reads the environment. Empty variables count as absent. Throws one error that names every problem and no value. */
export function readConfiguration(variables: Readonly<Record<string, string | undefined>>): Configuration {
  return readEnvironment(environment, variables);
}
