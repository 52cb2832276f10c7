import { randomBytes } from 'node:crypto';
import { link, open, readdir, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { KeyStoreProblem } from './key-store.js';

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

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'error';
}

/** The keys of the file; null when there is no such file. @throws KeyStoreProblem */
export async function readKeyFile(path: string): Promise<readonly KeyFileEntry[] | null> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw new KeyStoreProblem(`the key file ${path} cannot be read: ${codeOf(error)}`);
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
  if (!status.isFile()) throw new KeyStoreProblem(`the key file ${path} is not a file`);
  if ((status.mode & 0o077) !== 0) {
    throw new KeyStoreProblem(`the key file ${path} can be used by others than its owner: run chmod 600 on it`);
  }
  const keys = parsedKeys(await file.readFile('utf8'));
  if (keys === null) {
    throw new KeyStoreProblem(`the key file ${path} does not hold {"keys":[{"version":1,"key":"<43 characters>"}]}`);
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

/** A new key, of this version. */
export function newEntry(version: number): KeyFileEntry {
  return { version, key: randomBytes(32) };
}

/**
 * Makes a key file with one new key that only its owner can read. When another process made one at the same time, that one
 * stays and is read. The file appears complete or not at all, and outlasts a crash of the machine from then on.
 */
export async function createKeyFile(path: string, version = 1): Promise<readonly KeyFileEntry[]> {
  const draft = draftOf(path);
  try {
    await writeDraft(draft, [newEntry(version)]);
    await link(draft, path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    await syncFolderOf(path);
  } catch (error) {
    throw new KeyStoreProblem(`the key file ${path} cannot be made: ${codeOf(error)}`);
  } finally {
    await rm(draft, { force: true });
  }
  const keys = await readKeyFile(path);
  if (keys === null) throw new KeyStoreProblem(`the key file ${path} vanished while it was made`);
  return keys;
}

/**
 * Puts these keys in the place of those of the file: at any moment there is the one file or the other, complete. Where the
 * path is a link, the file that it leads to is replaced.
 */
export async function replaceKeyFile(path: string, entries: readonly KeyFileEntry[]): Promise<void> {
  try {
    const target = await realpath(path);
    await removeKeyDrafts(path);
    const draft = draftOf(target);
    try {
      await writeDraft(draft, entries);
      await rename(draft, target);
    } finally {
      await rm(draft, { force: true });
    }
    await syncFolderOf(target);
  } catch (error) {
    throw new KeyStoreProblem(`the key file ${path} cannot be written: ${codeOf(error)}`);
  }
}

function draftOf(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}`;
}

async function writeDraft(draft: string, entries: readonly KeyFileEntry[]): Promise<void> {
  const keys = entries.map(({ version, key }) => ({ version, key: key.toString('base64url') }));
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify({ keys }));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes what writers that were killed left of a file: it holds keys. Whoever calls it is the only writer. */
export async function removeKeyDrafts(path: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const start = `${basename(target)}.`;
  const folder = dirname(target);
  const drafts = (await readdir(folder)).filter(
    (name) => name.startsWith(start) && /^[0-9a-f]{12}$/.test(name.slice(start.length)),
  );
  for (const name of drafts) await rm(join(folder, name), { force: true });
}

/** The name of a new file is as lasting as the folder that holds it: fsync(2). */
async function syncFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
