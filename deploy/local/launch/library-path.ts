import { join } from 'node:path';

/** LD_LIBRARY_PATH for a program of an unpacked installation; `first` are folders below usr/lib of it, or absolute. */
export function libraryPath(installation: string, ...first: readonly string[]): string {
  const architecture = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  const own = first.map((folder) => (folder.startsWith('/') ? folder : join(installation, 'usr/lib', folder)));
  return [...own, join(installation, 'usr/lib', architecture), join(installation, 'lib', architecture)].join(':');
}
