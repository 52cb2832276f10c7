import { createHash, randomBytes } from 'node:crypto';
import { openSealed, sealSecret, Secret, type JWK } from '@mail-access/secret';
import { z } from 'zod';
import type { Owner } from '../credential/credential-store.js';
import { parseSecret } from '../sign-in-providers/parse-secret.js';

/** What an authorization must remember and nobody may read. */
const AuthorizationSecrets = z.strictObject({
  /** PKCE, RFC 7636 §4.1. */
  verifier: z.string(),
  nonce: z.string(),
  /** The state of the link for an administrator; it outlives the others, because a link that was sent must go on working. */
  administratorState: z.string(),
});
export type AuthorizationSecrets = z.infer<typeof AuthorizationSecrets>;

const random = (): string => randomBytes(32).toString('base64url');

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/**
 * New secrets, and the state that goes into the address. An administrator's answer comes from a browser that knows nothing of
 * the subscriber, so their state says whose it is; whoever alters that finds no row.
 */
export function newSecrets({ tenantId, subscriberId }: Owner): { state: string; secrets: AuthorizationSecrets } {
  const administratorState = `${tenantId}.${subscriberId}.${random()}`;
  return { state: random(), secrets: { verifier: random(), nonce: random(), administratorState } };
}

/**
 * Sealed to the vault's own key and not under a data key: they live for minutes or days, and a rotation of the
 * key-encryption keys has nothing to do with them.
 */
export async function sealSecrets(key: JWK, secrets: AuthorizationSecrets, owner: Owner, id: string): Promise<string> {
  const { d: _private, ...publicKey } = key;
  return await sealSecret(publicKey, Secret.of(JSON.stringify(secrets)), contextOf(owner, id));
}

/** Null when they were sealed to another key, as before a change of the sealing key: the subscriber begins again. */
export async function openSecrets(
  key: JWK,
  sealed: string,
  owner: Owner,
  id: string,
): Promise<AuthorizationSecrets | null> {
  const opened = await openSealed(key, sealed, contextOf(owner, id)).catch(() => null);
  return opened && parseSecret(AuthorizationSecrets, opened);
}

function contextOf({ tenantId, subscriberId }: Owner, id: string) {
  return { tenantId, subscriberId, purpose: `authorization-secrets:${id}` };
}
