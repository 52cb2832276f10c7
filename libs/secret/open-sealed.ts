import { compactDecrypt, type CompactJWEHeaderParameters, type JWK } from 'jose';
import { SealBroken } from './seal-broken.js';
import { algorithm, encryption, sealType } from './sealing-algorithm.js';
import { contextParameter, type SealingContext } from './sealing-context.js';
import { Secret } from './secret.js';

const headerNames = ['alg', 'context', 'enc', 'epk', 'kid', 'typ'];

/**
 * A base64url text whose unused last bits are set decodes to the same octets: two texts for one seal.
 * Only the canonical one is accepted, so that no altered text opens at all.
 */
function isCanonical(jwe: string): boolean {
  const parts = jwe.split('.');
  return parts.length === 5 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

function isExpected(header: CompactJWEHeaderParameters, privateJwk: JWK, context: SealingContext): boolean {
  return (
    Object.keys(header).every((name) => headerNames.includes(name)) &&
    header.typ === sealType &&
    header.kid === privateJwk.kid &&
    header['context'] === contextParameter(context)
  );
}

async function open(privateJwk: JWK, jwe: string, context: SealingContext): Promise<Secret<string> | null> {
  if (typeof jwe !== 'string' || !isCanonical(jwe)) return null;
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, privateJwk, {
    keyManagementAlgorithms: [algorithm],
    contentEncryptionAlgorithms: [encryption],
  });
  if (!isExpected(protectedHeader, privateJwk, context)) return null;
  const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext));
  return typeof value === 'string' ? Secret.of(value) : null;
}

/**
 * Opens what `sealSecret` sealed to this key, in this context.
 * @throws SealBroken on anything wrong, whatever it is
 */
export async function openSealed(privateJwk: JWK, jwe: string, context: SealingContext): Promise<Secret<string>> {
  const secret = await open(privateJwk, jwe, context).catch(() => null);
  if (secret === null) throw new SealBroken();
  return secret;
}
