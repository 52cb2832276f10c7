import { cacheDirectory, ensureDebianPackages, ensurePkcs11Addon, libraryPath, runToEnd } from '@mail-access/local';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

/** A token of SoftHSM2, which keeps its keys in files: what a test does to them is done to the token. */
export interface SoftHsm {
  /** The PKCS#11 library. */
  readonly module: string;
  readonly tokenLabel: string;
  /** The folder that holds the token. */
  readonly tokens: string;
  readonly pinFile: string;
  readonly pin: string;
  /** `pkcs11:` URI of the keys with this label; the PIN is in its file. */
  uri(object?: string): string;
  /** What a process needs in its environment to see the token. This process has it already. */
  readonly environment: { readonly SOFTHSM2_CONF: string; readonly LD_LIBRARY_PATH: string };
}

/** Makes a token with unpacked Debian packages, without root. It is there for this process from then on. */
export async function startSoftHsm(directory: string, tokenLabel = 'mail access'): Promise<SoftHsm> {
  const installation = await ensureDebianPackages(['softhsm2'], { cacheDirectory: cacheDirectory() });
  await ensurePkcs11Addon();
  const libraries = libraryPath(installation);
  const folder = libraries.split(':').find((one) => existsSync(join(one, 'softhsm/libsofthsm2.so'))) ?? '';
  const module = join(folder, 'softhsm/libsofthsm2.so');
  const [tokens, conf, pinFile] = ['tokens', 'softhsm2.conf', 'pin'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(tokens, { recursive: true });
  writeFileSync(conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  const pin = String(randomInt(10 ** 8, 10 ** 9));
  writeFileSync(pinFile, `${pin}\n`, { mode: 0o600 });
  const environment = { SOFTHSM2_CONF: conf, LD_LIBRARY_PATH: libraries };
  const label = ['--init-token', '--free', '--label', tokenLabel];
  const tool = join(installation, 'usr/bin/softhsm2-util');
  await runToEnd(tool, ['--module', module, ...label, '--so-pin', `so${pin}`, '--pin', pin], {
    env: { ...process.env, ...environment },
  });
  process.env['SOFTHSM2_CONF'] = conf;
  keepLoaded(join(folder, 'libcrypto.so.3'));
  const uri = (object = 'mail-access-key') =>
    `pkcs11:token=${encodeURIComponent(tokenLabel)};object=${object}?module-path=${module}&pin-source=file:${pinFile}`;
  return { module, tokenLabel, tokens, pinFile, pin, uri, environment };
}

/**
 * Loads a library that was unpacked because this machine lacks it: for a process that runs, LD_LIBRARY_PATH comes too late.
 * Node says that it is no addon, and would unload it but for RTLD_NODELETE (0x1000, dlopen(3)).
 */
function keepLoaded(library: string): void {
  if (!existsSync(library)) return;
  try {
    process.dlopen({ exports: {} }, library, constants.dlopen.RTLD_NOW | 0x1000);
  } catch {
    // As expected.
  }
}
