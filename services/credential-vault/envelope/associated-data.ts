import { formatVersion } from './aes-gcm.js';

/** What a stored secret is bound to: a row whose identity is changed, or that took the place of another, does not open. */
export interface CredentialIdentity {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly credentialId: string;
  readonly purpose: string;
}

/** Each field preceded by its length in bytes, so that no two lists of fields have one encoding. */
function encoded(fields: readonly string[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

function identityFields({ tenantId, subscriberId, credentialId, purpose }: CredentialIdentity): string[] {
  return [tenantId, subscriberId, credentialId, purpose];
}

/** Of the secret, which its data key encrypts. */
export function secretData(identity: CredentialIdentity): Buffer {
  return encoded(['secret', String(formatVersion), ...identityFields(identity)]);
}

/**
 * Of the data key, which a key-encryption key of this version wraps. The version is bound here and not to the secret, so
 * that a rotation wraps the data key again and never opens the secret.
 */
export function dataKeyData(identity: CredentialIdentity, keyVersion: number): Buffer {
  return encoded(['data-key', String(formatVersion), String(keyVersion), ...identityFields(identity)]);
}

/** Of the value by which a key-encryption key is recognised at the next start. */
export function keyCheckData(keyVersion: number): Buffer {
  return encoded(['key-check', String(formatVersion), String(keyVersion)]);
}
