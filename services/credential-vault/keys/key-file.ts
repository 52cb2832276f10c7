import { randomBytes } from 'node:crypto';
import { link, open, rm, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';

/** One key-encryption key: 256 random bits. */
export interface KeyFileEntry {
  readonly version: number;
  readonly key: Buffer;
}

const KeyFile = z.strictObject({
  keys: z
    .array(z.strictObject({ version: z.int().positive(), key: z.string().regex(/^[\w-]{43}$/) }))
    .min(1)
    .refine((keys) => new Set(keys.map(({ version }) => version)).size === keys.length),
});

/** What is wrong with the key file, and what to do, in one sentence without anything of its content. */
export class KeyFileProblem extends Error {
  override readonly name = 'KeyFileProblem';
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'error';
}

/** The keys of the file; null when there is no such file. @throws KeyFileProblem */
export async function readKeyFile(path: string): Promise<readonly KeyFileEntry[] | null> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw new KeyFileProblem(`the key file ${path} cannot be read: ${codeOf(error)}`);
  });
  if (file === null) return null;
  try {
    return await readEntries(file, path);
  } finally {
    await file.close();
  }
}

async function readEntries(file: FileHandle, path: string): Promise<readonly KeyFileEntry[]> {
  const status = await file.stat();
  if (!status.isFile()) throw new KeyFileProblem(`the key file ${path} is not a file`);
  if ((status.mode & 0o077) !== 0) {
    throw new KeyFileProblem(`the key file ${path} can be used by others than its owner: run chmod 600 on it`);
  }
  const keys = parsedKeys(await file.readFile('utf8'));
  if (keys === null) {
    throw new KeyFileProblem(`the key file ${path} does not hold {"keys":[{"version":1,"key":"<43 characters>"}]}`);
  }
  return keys;
}

function parsedKeys(text: string): readonly KeyFileEntry[] | null {
  try {
    const { keys } = KeyFile.parse(JSON.parse(text));
    return keys.map(({ version, key }) => ({ version, key: Buffer.from(key, 'base64url') }));
  } catch {
    // Neither the parser's message nor zod's may be shown: both can quote a key.
    return null;
  }
}

/**
 * Makes a key file with one new key that only its owner can read. When another process made one at the same time, that one
 * stays and is read. The file appears complete or not at all.
 */
export async function createKeyFile(path: string): Promise<readonly KeyFileEntry[]> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify({ keys: [{ version: 1, key: randomBytes(32).toString('base64url') }] }));
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  } catch (error) {
    throw new KeyFileProblem(`the key file ${path} cannot be made: ${codeOf(error)}`);
  } finally {
    await rm(draft, { force: true });
  }
  const keys = await readKeyFile(path);
  if (keys === null) throw new KeyFileProblem(`the key file ${path} vanished while it was made`);
  return keys;
}
