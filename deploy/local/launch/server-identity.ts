import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Whom a server program runs as. */
export interface ServerIdentity {
  uid: number;
  gid: number;
  /** True when it must pass through folders that only root may enter, such as a checkout under /root. */
  mayTraverseEverything: boolean;
}

/** Debian's nobody:nogroup. */
const NOBODY = 65_534;

/**
 * The unprivileged user for servers that refuse root (PostgreSQL, Dovecot's mail processes), or undefined when we are not root.
 * `paths` are what the server must reach.
 */
export function serverIdentity(paths: readonly string[]): ServerIdentity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: NOBODY, gid: NOBODY, mayTraverseEverything: !paths.every(isTraversable) };
}

function isTraversable(path: string): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
