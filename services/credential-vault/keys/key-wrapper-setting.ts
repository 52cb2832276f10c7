/** What `KEY_WRAPPER` says. */
export interface KeyWrapperSetting {
  readonly kind: 'file';
  readonly path: string;
}

/** Reads `file:/path`. @throws Error that quotes nothing of it */
export function parseKeyWrapper(setting: string): KeyWrapperSetting {
  const path = /^file:(.+)$/s.exec(setting)?.[1];
  if (path !== undefined) return { kind: 'file', path };
  throw new Error('expected file:/path of the key file');
}
