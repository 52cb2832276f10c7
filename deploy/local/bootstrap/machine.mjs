import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';

/** Only Debian 12 is supported: packages and libraries of another system differ. */
export function requireDebian(name) {
  const text = read('/etc/os-release');
  const field = (key) => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(text)?.[1];
  if (process.platform !== 'linux' || field('ID') !== 'debian' || field('VERSION_CODENAME') !== 'bookworm') {
    const found = field('PRETTY_NAME') ?? process.platform;
    throw new Problem(
      `${name} needs Debian 12 (bookworm) and found ${found}: run it on such a machine or in a container of debian:12.`,
    );
  }
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Problem(`${name} needs Node 20 or newer and found ${process.versions.node}: install a newer Node.`);
  }
}

/** Names all that is missing at once. */
export function requireTools(name, tools) {
  const missing = tools.filter((tool) => !isInstalled(tool));
  if (missing.length === 0) return;
  throw new Problem(
    `${name} needs ${missing.join(' and ')}, not found in the PATH: install ${missing.length > 1 ? 'them' : 'it'} and run it again.`,
  );
}

export function isInstalled(tool) {
  return (process.env.PATH ?? '').split(':').some((folder) => isExecutable(join(folder, tool)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
