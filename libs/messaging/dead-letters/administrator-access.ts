import { readFile } from 'node:fs/promises';
import { z } from 'zod';

export interface AdministratorAccess {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

const RunFile = z.object({
  natsUrl: z.string(),
  administrator: z.object({ nats: z.object({ user: z.string(), password: z.string() }) }),
});

/**
 * Where the bus is and who its administrator is: from `NATS_URL` and `NATS_CREDENTIALS` (`user:password`, or
 * `file:<path>` that holds it), else from the file of the local run. Throws one sentence that says what is missing.
 */
export async function administratorAccess(
  environment: Readonly<Record<string, string | undefined>>,
  runFile: string,
): Promise<AdministratorAccess> {
  const { NATS_URL: url, NATS_CREDENTIALS: given } = environment;
  if (url !== undefined && given !== undefined) {
    const credentials = given.startsWith('file:') ? (await readFile(given.slice(5), 'utf8')).trim() : given;
    const colon = credentials.indexOf(':');
    if (colon < 1) throw new Error('NATS_CREDENTIALS must read user:password, or file:<path> of a file that does');
    return { url, user: credentials.slice(0, colon), password: credentials.slice(colon + 1) };
  }
  const text = await readFile(runFile, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new Error(`set NATS_URL and NATS_CREDENTIALS of the administrator, or start the local run (no ${runFile})`);
  }
  const run = RunFile.parse(JSON.parse(text));
  return { url: run.natsUrl, ...run.administrator.nats };
}
