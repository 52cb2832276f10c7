import type { Logger } from '@mail-access/observability';
import { FileKeyStore } from './file-key-store.js';
import type { KeyStore } from './key-store.js';
import type { KeyWrapperSetting } from './key-wrapper-setting.js';
import { TokenKeyStore } from './pkcs11/token-key-store.js';

/** The one place that names the adapters. Nothing is opened before it is needed. */
export function openKeyStore(setting: KeyWrapperSetting, logger: Logger): KeyStore {
  return setting.kind === 'file' ? new FileKeyStore(setting.path) : new TokenKeyStore(setting, logger);
}
