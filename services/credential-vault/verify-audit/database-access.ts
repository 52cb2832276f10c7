import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textOrFile } from '@mail-access/messaging';

/**
 * URL of the database: `DATABASE_URL`, or a file that it names, else that of the local run. Throws one sentence that says
 * what is missing.
 */
export async function databaseAccess(
  environment: Readonly<Record<string, string | undefined>>,
  localDirectory: string,
): Promise<string> {
  const given = textOrFile.safeParse(environment['DATABASE_URL']);
  if (given.success && given.data !== '') return given.data;
  try {
    const password = await readFile(join(localDirectory, 'postgres/superuser-password'), 'utf8');
    const ports = JSON.parse(await readFile(join(localDirectory, 'ports.json'), 'utf8')) as { postgres: number };
    return `postgres://postgres:${password.trim()}@127.0.0.1:${ports.postgres}/mail_access`;
  } catch (cause) {
    throw new Error(`set DATABASE_URL, or start the local run (none in ${localDirectory})`, { cause });
  }
}
