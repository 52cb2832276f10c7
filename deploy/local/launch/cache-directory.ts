import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where unpacked Debian packages are kept between runs and shared by every checkout. For root it is under /var/cache, which
 * unprivileged server processes may enter (they may not enter /root). Falls back to the checkout when there is no home.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const candidates = [
    environment['MAIL_ACCESS_CACHE'],
    process.getuid?.() === 0
      ? '/var/cache/mail-access'
      : join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'mail-access'),
    join(repositoryRoot(), '.local', 'cache'),
  ];
  for (const directory of candidates) if (directory !== undefined && isWritable(directory)) return directory;
  throw new Error('no folder can be written for downloaded packages; set MAIL_ACCESS_CACHE to one');
}

function isWritable(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The checkout this file is part of, whether it runs as source or from `dist`. */
export function repositoryRoot(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const index = here.lastIndexOf(`${join('/', 'deploy', 'local')}/`);
  return here.slice(0, index);
}
