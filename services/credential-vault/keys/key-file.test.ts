import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyFile, readKeyFile, removeKeyDrafts } from './key-file.js';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'key-file-'));
  path = join(directory, 'keys.json');
});
afterEach(() => rm(directory, { recursive: true }));

const key = (fill: string): string => fill.repeat(43);

async function written(content: unknown, mode = 0o600): Promise<void> {
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  await chmod(path, mode);
}

describe('a key file', () => {
  it('is made once, with one key of 256 bits that only its owner can read', async () => {
    const made = await createKeyFile(path);
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ version: 1 });
    expect(made[0]!.key).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readKeyFile(path)).toEqual(made);
    expect(await readdir(directory)).toEqual(['keys.json']);
  });

  it('that another process made meanwhile stays', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => createKeyFile(path)));
    for (const keys of all) expect(keys).toEqual(all[0]);
    expect(await readdir(directory)).toEqual(['keys.json']);
  });

  it('may hold several versions, and may be a link, as secrets are mounted', async () => {
    await written({
      keys: [
        { version: 1, key: key('A') },
        { version: 7, key: key('E') },
      ],
    });
    await symlink(path, join(directory, 'link.json'));
    expect((await readKeyFile(join(directory, 'link.json')))?.map(({ version }) => version)).toEqual([1, 7]);
  });

  it('that is absent is null', async () => {
    expect(await readKeyFile(path)).toBeNull();
  });

  it.each([0o640, 0o604, 0o660, 0o644, 0o620, 0o602, 0o601])('is refused with mode %o', async (mode) => {
    await written({ keys: [{ version: 1, key: key('A') }] }, mode);
    await expect(readKeyFile(path)).rejects.toThrow(
      `${path} can be used by others than its owner: run chmod 600 on it`,
    );
  });

  it.each([
    '',
    '{',
    key('S'),
    { keys: [] },
    { keys: [{ version: 0, key: key('S') }] },
    { keys: [{ version: 1, key: key('S').slice(1) }] },
    { keys: [{ version: 1, key: `${key('S')}S` }] },
    {
      keys: [
        { version: 1, key: key('S') },
        { version: 1, key: key('T') },
      ],
    },
    { keys: [{ version: 1, key: key('S'), note: 'x' }] },
    { keys: [{ version: 1, key: key('S') }], more: 1 },
  ])('is refused without quoting it: %j', async (content) => {
    await written(content);
    const error: unknown = await readKeyFile(path).catch((e: unknown) => e);
    expect(String(error)).toMatch(/^KeyStoreProblem: the key file .* does not hold/);
    expect(String(error)).not.toContain('SSSS');
    expect((error as Error).cause).toBeUndefined();
  });

  it('that is a folder, or in a folder that is not there, is refused with a sentence', async () => {
    await mkdir(path);
    await expect(readKeyFile(path)).rejects.toThrow('is not a file');
    await expect(createKeyFile(join(directory, 'none', 'keys.json'))).rejects.toThrow('cannot be made: ENOENT');
  });

  it('leaves no draft behind of a writer that was killed, whether it was made by then or not', async () => {
    const draft = `${path}.0123456789ab`;
    for (const others of [[], ['keys.json', 'keys.json.aside', 'link.json']]) {
      await writeFile(draft, key('A'));
      await removeKeyDrafts(path);
      expect(await readdir(directory)).toEqual(others);
      await createKeyFile(path);
      await writeFile(`${path}.aside`, '');
      await symlink(path, join(directory, 'link.json')).catch(() => undefined);
    }
    await writeFile(draft, key('A'));
    await removeKeyDrafts(join(directory, 'link.json'));
    expect(await readdir(directory)).not.toContain('keys.json.0123456789ab');
  });

  it('is left as it is when it cannot be used', async () => {
    await written('rubbish');
    await expect(createKeyFile(path)).rejects.toThrow('does not hold');
    expect(await readFile(path, 'utf8')).toBe('rubbish');
  });
});
