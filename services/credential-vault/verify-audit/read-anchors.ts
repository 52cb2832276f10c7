import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Anchor } from '../audit/verify-chain.js';

const Sealed = z.object({ position: z.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * The heads that were told outside: `<position>:<hash>`, or a file of log lines, of which those with the event
 * `audit-sealed` count. Throws one sentence for anything else.
 */
export async function readAnchors(given: readonly string[]): Promise<Anchor[]> {
  const anchors = await Promise.all(given.map(anchorsOf));
  return anchors.flat();
}

async function anchorsOf(given: string): Promise<Anchor[]> {
  const typed = /^(\d+):([0-9a-f]{64})$/.exec(given);
  if (typed !== null) return [{ position: Number(typed[1]), hash: typed[2] ?? '' }];
  const text = await readFile(given, 'utf8').catch(() => null);
  if (text === null) throw new Error(`${given} is neither <position>:<hash> nor a file that can be read`);
  return text.split('\n').flatMap((line) => (line.includes('"audit-sealed"') ? anchorOf(line) : []));
}

function anchorOf(line: string): Anchor[] {
  try {
    const sealed = Sealed.safeParse(JSON.parse(line));
    return sealed.success ? [{ position: sealed.data.position, hash: sealed.data.hash }] : [];
  } catch {
    return [];
  }
}
