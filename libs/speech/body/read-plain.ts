import { mostCharacters, mostLines, mostOfLine, type Line } from './line.js';
import { repairText } from './repair-text.js';

/** How the plain text of a mail is to be read (RFC 3676). */
export interface PlainForm {
  readonly flowed?: boolean;
  readonly delSp?: boolean;
}

const quoteMarks = /^(?: ?(?:>|&gt;|\|(?= ))){1,40} ?/u;
/** "MT> text", as some old programs quote. */
const initials = /^ {0,2}[A-Z][A-Za-z]{0,3}> ?/u;

/** The lines of a plain text without their marks of quotation; flowed ones put together again. */
export function readPlain(text: string, form: PlainForm): { lines: Line[]; truncated: boolean } {
  const truncated = text.length > mostCharacters;
  const all = repairText(text.slice(0, mostCharacters)).split('\n');
  const raw = all.slice(0, mostLines).map((line) => line.slice(0, mostOfLine));
  const withInitials = raw.filter((line) => initials.test(line)).length >= 2;
  const lines = raw.map((line) => lineOf(line, withInitials, form));
  const read = form.flowed === true ? joinFlowed(lines, form.delSp === true) : lines;
  return {
    lines: read.map((line, index) => asEscapedFrom(line, read[index - 1], read[index + 1])).map(trimmed),
    truncated: truncated || all.length > mostLines,
  };
}

interface RawLine extends Line {
  readonly marks: string;
}

function lineOf(raw: string, withInitials: boolean, form: PlainForm): RawLine {
  const marks = (withInitials ? initials.exec(raw)?.[0] : undefined) ?? quoteMarks.exec(raw)?.[0] ?? '';
  const depth = withInitials && initials.test(raw) ? 1 : (marks.match(/>|&gt;|\|/gu)?.length ?? 0);
  const text = raw.slice(marks.length);
  // RFC 3676 space-stuffing.
  return { marks, depth, text: form.flowed === true && depth === 0 && text.startsWith(' ') ? text.slice(1) : text };
}

/** RFC 3676: a line that ends in a space goes on in the next one of the same depth. */
function joinFlowed(lines: readonly RawLine[], delSp: boolean): RawLine[] {
  const joined: RawLine[] = [];
  let open = false;
  for (const line of lines) {
    const before = joined.at(-1);
    if (open && before?.depth === line.depth && line.text !== '-- ') {
      const kept = delSp ? before.text.slice(0, -1) : before.text;
      joined[joined.length - 1] = { ...before, text: (kept + line.text).slice(0, mostOfLine), alone: true };
    } else joined.push(line);
    open = line.text.endsWith(' ') && line.text !== '-- ';
  }
  return joined;
}

/** mbox files write ">From " for a line that begins with "From ": no quotation when its neighbours are none. */
function asEscapedFrom(line: RawLine, before: RawLine | undefined, after: RawLine | undefined): RawLine {
  const alone = line.marks === '>' && line.text.startsWith('From ');
  return alone && (before?.depth ?? 0) === 0 && (after?.depth ?? 0) === 0 ? { ...line, depth: 0 } : line;
}

function trimmed({ text, depth, alone }: RawLine): Line {
  // "-- " keeps its space: it is the sign of a signature (RFC 3676, 4.3).
  const kept = text === '-- ' ? text : text.replaceAll('\t', ' ').trim();
  return alone === true ? { text: kept, depth, alone } : { text: kept, depth };
}
