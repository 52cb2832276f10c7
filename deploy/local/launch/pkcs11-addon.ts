import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { requireTools } from './debian-packages.js';
import { runToEnd } from './owned-process.js';
import { repositoryRoot } from './cache-directory.js';

/**
 * Compiles the addon of `pkcs11js`, which brings no binary, where it is missing. It takes 2 s, a C++ compiler and the headers of
 * Node-API from npm; node-gyp would also need Python, make, and headers that it downloads.
 */
export async function ensurePkcs11Addon(): Promise<void> {
  const require = createRequire(import.meta.url);
  const root = join(repositoryRoot(), 'node_modules/pkcs11js');
  const addon = join(root, 'build/Release/pkcs11.node');
  if (existsSync(addon)) return;
  requireTools(['g++']);
  const headers = join(dirname(require.resolve('node-api-headers/package.json')), 'include');
  const draft = `${addon}.${process.pid}`;
  mkdirSync(dirname(addon), { recursive: true });
  // The sources, definitions and flags of its binding.gyp.
  const sources = ['dl', 'common', 'main'].map((name) => join(root, 'src', `${name}.cpp`));
  const definitions = ['NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_GYP_MODULE_NAME=pkcs11', 'BUILDING_NODE_EXTENSION'];
  try {
    await runToEnd('g++', [
      ...['-std=c++17', '-O2', '-fPIC', '-shared', '-fno-exceptions', '-fno-rtti', '-w'],
      ...definitions.map((definition) => `-D${definition}`),
      ...[`-I${join(root, 'includes')}`, `-I${headers}`, ...sources, '-o', draft],
    ]);
    renameSync(draft, addon);
  } finally {
    rmSync(draft, { force: true });
  }
}
