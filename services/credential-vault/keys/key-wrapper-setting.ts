import { parsePkcs11Uri, type TokenSettings } from './pkcs11/pkcs11-uri.js';

/** What `KEY_WRAPPER` says. */
export type KeyWrapperSetting = { readonly kind: 'file'; readonly path: string } | TokenSettings;

/** Reads `file:/path` or a `pkcs11:` URI. @throws Error that quotes nothing of it */
export function parseKeyWrapper(setting: string): KeyWrapperSetting {
  const path = /^file:(.+)$/s.exec(setting)?.[1];
  if (path !== undefined) return { kind: 'file', path };
  if (setting.startsWith('pkcs11:')) return parsePkcs11Uri(setting);
  throw new Error('expected file:/path of the key file, or a pkcs11: URI');
}
