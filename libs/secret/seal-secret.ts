import { CompactEncrypt, type JWK } from 'jose';
import { paddedJson } from './padded-json.js';
import type { Secret } from './secret.js';
import { algorithm, encryption, paddingBytes, sealType } from './sealing-algorithm.js';
import { contextParameter, type SealingContext } from './sealing-context.js';

/**
 * Seals a secret so that only the holder of the private key can open it, and only in this context.
 * @returns a compact JWE (RFC 7516), at most 1.5 KB for a password of 500 characters
 */
export async function sealSecret(publicJwk: JWK, secret: Secret<string>, context: SealingContext): Promise<string> {
  const header = {
    alg: algorithm,
    enc: encryption,
    typ: sealType,
    ...(publicJwk.kid === undefined ? {} : { kid: publicJwk.kid }),
    context: contextParameter(context),
  };
  return await new CompactEncrypt(paddedJson(JSON.stringify(secret.reveal()), paddingBytes))
    .setProtectedHeader(header)
    .encrypt(publicJwk);
}
