import { isRule } from '../conversation/header-block.js';
import type { Line } from './line.js';

/** A paragraph before it is said: its sentences or items in order. */
export interface WrittenParagraph {
  readonly lines: readonly string[];
}

const longestParagraph = 420;
const item = /^(?:[-*+•·◦▪▫■□●○–—✓✔☑➢➤►▶→⇒»]\uFE0F?\s+|\(?\d{1,2}[.)]\s+\S|\(?[a-h]\)\s+\S)/u;
/** Lines of signs that draw something: without letters and digits, and not pictures that have a name. */
const drawing = /^[^\p{L}\p{N}\p{Extended_Pictographic}]*$/u;
const fence = /(?:[-_=*~#.+^|\\/]{6,})|[─-╿▀-▟]{2,}/gu;

/** Joins what was wrapped, keeps items apart, and cuts what is too long to be repeated. */
export function toParagraphs(lines: readonly Line[]): WrittenParagraph[] {
  const width = wrapWidth(lines);
  const paragraphs: WrittenParagraph[] = [];
  for (const group of groupsOf(lines)) paragraphs.push(...chunksOf(joinWrapped(group, width)));
  return paragraphs;
}

function groupsOf(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [[]];
  for (const line of lines) {
    const text = line.text.replace(fence, ' ').trim();
    const silent = text === '' || isRule(text) || (drawing.test(text) && !/[?!]/u.test(text));
    const before = groups.at(-1)?.at(-1);
    if (silent) groups.push([]);
    else if (before !== undefined && line.alone === true && !item.test(text) && !item.test(before.text))
      groups.push([{ ...line, text }]);
    else groups.at(-1)?.push({ ...line, text });
  }
  return mergeShort(groups.filter((group) => group.length > 0));
}

/** A greeting goes with what follows it, and a closing with its name. */
function mergeShort(groups: readonly Line[][]): Line[][] {
  const merged: Line[][] = [];
  for (const group of groups) {
    const before = merged.at(-1);
    const last = before?.at(-1);
    const follows = last !== undefined && before !== undefined && before.length < 6 && isLead(last.text);
    if (follows) before.push(...group.map((line) => ({ ...line, alone: true })));
    else merged.push([...group]);
  }
  return merged;
}

const isLead = (text: string): boolean => text.length < 50 && text.endsWith(',');
/** The width at which a program wrapped a text, 0 when it did not. */
function wrapWidth(lines: readonly Line[]): number {
  const lengths = lines.filter(({ alone }) => alone !== true).map(({ text }) => text.length);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return longest >= 50 && longest <= 100 ? longest : 0;
}

function joinWrapped(group: readonly Line[], width: number): string[] {
  const joined: string[] = [];
  let before: Line | undefined;
  for (const line of group) {
    const last = joined.at(-1);
    const goesOn = before !== undefined && last !== undefined && continues(before, line, width);
    if (goesOn) joined[joined.length - 1] = `${last} ${line.text}`;
    else joined.push(line.text);
    before = line;
  }
  return joined;
}

/** The next word would not have fitted any more; or a sentence goes on in small letters. */
function continues(before: Line, line: Line, width: number): boolean {
  if (before.alone === true || line.alone === true || item.test(line.text)) return false;
  const word = line.text.split(' ', 1)[0] ?? '';
  if (width > 0 && before.text.length + 1 + word.length > width - 2 && before.text.length >= 40) return true;
  return !/[.!?:;]$/u.test(before.text) && /^[\p{Ll}(«"]/u.test(line.text) && before.text.length >= 20;
}

/** Cuts at ends of sentences. */
function chunksOf(lines: readonly string[]): WrittenParagraph[] {
  const chunks: string[][] = [[]];
  let length = 0;
  for (const piece of lines.flatMap(sentencesOf)) {
    if (length > 0 && length + piece.length > longestParagraph) {
      chunks.push([]);
      length = 0;
    }
    chunks.at(-1)?.push(piece);
    length += piece.length;
  }
  return chunks.filter((chunk) => chunk.length > 0).map((chunk) => ({ lines: chunk }));
}

/** A long line at its full stops; a short one as it is. */
function sentencesOf(line: string): string[] {
  if (line.length <= longestParagraph) return [line];
  return line.split(/(?<=[.!?…]["»”)]?)\s+(?=[\p{Lu}\d«"“(])/u).flatMap((sentence) => pieces(sentence));
}

function pieces(sentence: string): string[] {
  const cut: string[] = [];
  let left = sentence;
  while (left.length > 2 * longestParagraph) {
    const space = left.lastIndexOf(' ', longestParagraph);
    const end = space > 100 ? space : longestParagraph;
    cut.push(left.slice(0, end));
    left = left.slice(end).trimStart();
  }
  return left === '' ? cut : [...cut, left];
}
