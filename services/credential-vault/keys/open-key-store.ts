import { FileKeyStore } from './file-key-store.js';
import type { KeyStore } from './key-store.js';
import type { KeyWrapperSetting } from './key-wrapper-setting.js';

/** The one place that names the adapters. Nothing is opened before it is needed. */
export function openKeyStore(setting: KeyWrapperSetting): KeyStore {
  return new FileKeyStore(setting.path);
}
