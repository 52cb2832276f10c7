import { isShortLine, isClosing, looksLikeName, signatureWeight } from './signature.js';
import { isRule } from './header-block.js';
import { isEmptyLine, type ZonedLine } from './zone.js';

const longest = 14;

/**
 * Takes the block of name, office and numbers out of the end of the new text: of each run of it, because an answer above
 * a quotation ends there. What closes a letter ("Cordialement, Marie") is part of it and stays.
 */
export function markSignature(zoned: readonly ZonedLine[], senderName: string): void {
  for (const run of runsOfNew(zoned)) {
    const block = blockAfterClosing(run) ?? blockOfSender(run, senderName);
    for (const one of block) one.zone = 'signature';
  }
}

function runsOfNew(zoned: readonly ZonedLine[]): ZonedLine[][] {
  const runs: ZonedLine[][] = [[]];
  for (const one of zoned) {
    if (one.zone === 'quoted' || one.zone === 'frame' || one.zone === 'forwarded') runs.push([]);
    else if (one.zone === 'new' && !isEmptyLine(one)) runs.at(-1)?.push(one);
  }
  return runs.filter((run) => run.length > 0);
}

const weightOf = (lines: readonly ZonedLine[]): number =>
  lines.reduce((sum, { line }) => sum + signatureWeight(line.text), 0);

/** Below "Cordialement," and a name. Null: there is no such closing. */
function blockAfterClosing(run: readonly ZonedLine[]): readonly ZonedLine[] | null {
  const from = Math.max(0, run.length - longest);
  const closing = run.findLastIndex(({ line }, index) => index >= from && isClosing(line.text));
  if (closing < 0 || closing === run.length - 1) return null;
  const named = looksLikeName(run[closing + 1]?.line.text ?? '') ? closing + 2 : closing + 1;
  const rest = run.slice(named);
  const end = rest.findIndex(({ line }) => !isPartOfBlock(line.text));
  const block = end < 0 ? rest : rest.slice(0, end);
  return weightOf(block) >= 1 || block.length >= 2 ? block : [];
}

const isPartOfBlock = (text: string): boolean =>
  (isShortLine(text) || signatureWeight(text) === 2) &&
  text.length <= 160 &&
  !/^(?:p\.?-?\s?s\.?|n\.?b\.?)\b/iu.test(text);

/** Without a closing: a short block at the very end that begins with the sender's name and says how to reach them. */
function blockOfSender(run: readonly ZonedLine[], senderName: string): readonly ZonedLine[] {
  const tail = run.slice(-longest);
  const ends = tail.findLastIndex(({ line }) => !isPartOfBlock(line.text));
  const block = tail.slice(ends + 1);
  const start = block.findIndex(({ line }) => isOf(line.text, senderName));
  if (start < 0) return [];
  const own = block.slice(start);
  if (own.length === run.length || own.length < 2) return [];
  return weightOf(own) >= 2 ? own : [];
}

/** The sender's name, perhaps with titles; where it is unknown, what looks like a name. */
function isOf(line: string, senderName: string): boolean {
  if (isRule(line)) return false;
  const words = (text: string): string[] =>
    text
      .toLowerCase()
      .normalize('NFD')
      .match(/[a-z]{3,}/gu) ?? [];
  const sender = words(senderName);
  if (sender.length === 0) return looksLikeName(line) && line.includes(' ');
  const own = words(line);
  const shared = sender.filter((word) => own.includes(word)).length;
  return shared >= Math.min(2, sender.length) && line.length < 80;
}
