import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { algorithm, curve } from './sealing-algorithm.js';

/** A new key pair for a party that receives secrets; `kid` is the party's name in the key set of the others. */
export async function generateSealingKey(kid: string): Promise<{ privateJwk: JWK; publicJwk: JWK }> {
  const pair = await generateKeyPair(algorithm, { crv: curve, extractable: true });
  const common = { kid, alg: algorithm, use: 'enc' };
  return {
    privateJwk: { ...(await exportJWK(pair.privateKey)), ...common },
    publicJwk: { ...(await exportJWK(pair.publicKey)), ...common },
  };
}

const keyOctets = /^[\w-]{43}$/;

function isSealingKey(key: unknown): key is JWK & { kid: string } {
  if (typeof key !== 'object' || key === null) return false;
  const jwk = key as JWK;
  return (
    jwk.kty === 'OKP' &&
    jwk.crv === curve &&
    typeof jwk.kid === 'string' &&
    jwk.kid !== '' &&
    (jwk.alg === undefined || jwk.alg === algorithm) &&
    typeof jwk.x === 'string' &&
    keyOctets.test(jwk.x)
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's own message quotes the text, which may be a private key.
    return undefined;
  }
}

/** Reads a private sealing key (a JWK as `generateSealingKey` makes it). Throws an error that quotes nothing of it. */
export function parseSealingKey(json: string): JWK & { kid: string } {
  const key = parsed(json);
  if (isSealingKey(key) && typeof key.d === 'string' && keyOctets.test(key.d)) return key;
  throw new Error('not a private sealing key: expected a JWK of type OKP, curve X25519, with "kid", "x" and "d"');
}

/** Reads a JWKS of public sealing keys, by `kid`. Throws when one is of another type, private, or there twice. */
export function parseSealingKeySet(json: string): ReadonlyMap<string, JWK> {
  const set = parsed(json) as { keys?: unknown } | null | undefined;
  if (!Array.isArray(set?.keys)) throw new Error('not a key set: expected a JSON object with an array "keys"');
  const keys = new Map<string, JWK>();
  for (const [index, key] of (set.keys as unknown[]).entries()) {
    if (!isSealingKey(key)) throw new Error(`key ${index} of the set is not an X25519 JWK with "kid" and "x"`);
    if (key.d !== undefined) throw new Error(`key ${index} of the set is a private key; publish its public part only`);
    if (keys.has(key.kid)) throw new Error(`key ${index} of the set repeats a "kid"`);
    keys.set(key.kid, key);
  }
  return keys;
}
