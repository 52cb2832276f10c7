import type { Line } from '../body/line.js';
import { isAttribution, isCertainAttribution, mayStartAttribution } from './attribution.js';
import { headerBlockLength, isForwardSeparator, isOriginalSeparator, isRule } from './header-block.js';
import { isEmptyLine, type Zone, type ZonedLine } from './zone.js';

/** Every line as new or quoted, by marks of quotation, by the markup of the program, and by what introduces a quotation. */
export function markQuotes(lines: readonly Line[], subjectSaysForwarded: boolean): ZonedLine[] {
  const zoned = lines.map((line): ZonedLine => ({ line, zone: zoneByMark(line) }));
  const texts = lines.map(({ text }) => text);
  for (let at = 0; at < zoned.length;) {
    const frame = frameAt(zoned, texts, at, subjectSaysForwarded);
    if (frame === null) at += 1;
    else {
      for (const one of zoned.slice(at, at + frame.length)) one.zone = 'frame';
      takeRuleBefore(zoned, at);
      at += frame.length;
      if (frame.rest === null) continue;
      if (isQuotedNext(zoned, at)) {
        if (frame.rest === 'forwarded') takeMarkedAsForwarded(zoned, at);
        continue;
      }
      for (const one of zoned.slice(at)) one.zone = one.zone === 'frame' ? 'frame' : frame.rest;
      takeInnerFrame(zoned, texts, at);
      break;
    }
  }
  takeWrappedEnds(zoned);
  return zoned;
}

function zoneByMark({ depth, mark }: Line): Zone {
  if (depth > 0 || mark === 'quoted') return 'quoted';
  return mark === 'signature' ? 'signature' : 'new';
}

interface Frame {
  readonly length: number;
  /** What all the rest is when it bears no marks of quotation; null: nothing follows from it. */
  readonly rest: 'quoted' | 'forwarded' | null;
}

function frameAt(zoned: readonly ZonedLine[], texts: readonly string[], at: number, forwarded: boolean): Frame | null {
  const here = zoned[at];
  const text = texts[at] ?? '';
  if (here === undefined || text === '' || here.zone === 'forwarded') return null;
  if (here.zone === 'quoted' && here.line.depth > 0) return innerFrame(texts, at);
  if (isForwardSeparator(text)) return { length: 1 + fieldsAfter(texts, at + 1), rest: 'forwarded' };
  if (here.zone === 'quoted') return innerFrame(texts, at);
  const rest = forwarded ? 'forwarded' : 'quoted';
  if (isOriginalSeparator(text)) return { length: 1 + fieldsAfter(texts, at + 1), rest };
  const fields = headerBlockLength(texts, at);
  if (fields > 0) return { length: fields, rest };
  return attributionAt(zoned, texts, at);
}

/** Inside a quotation: who wrote it is no paragraph of it. */
function innerFrame(texts: readonly string[], at: number): Frame | null {
  const fields = headerBlockLength(texts, at);
  if (fields > 0) return { length: fields, rest: null };
  return isAttribution(texts[at] ?? '') ? { length: 1, rest: null } : null;
}

/** A block of fields within three lines of a separator. */
function fieldsAfter(texts: readonly string[], from: number): number {
  for (let skipped = 0; skipped < 3; skipped += 1) {
    const fields = headerBlockLength(texts, from + skipped);
    if (fields > 0) return skipped + fields;
    if ((texts[from + skipped] ?? '') !== '') return 0;
  }
  return 0;
}

function attributionAt(zoned: readonly ZonedLine[], texts: readonly string[], at: number): Frame | null {
  for (const length of [1, 2, 3, 4]) {
    const joined = texts.slice(at, at + length).join(' ');
    if (length > 1 && (!mayStartAttribution(texts[at] ?? '') || texts[at + length - 1] === '')) return null;
    if (length > 1 && (zoned[at]?.line.alone === true || /[.?!]$/u.test(texts[at + length - 2] ?? ''))) return null;
    if (!isAttribution(joined) && !introduces(joined, zoned, at + length)) continue;
    if (isQuotedNext(zoned, at + length)) return { length, rest: null };
    if (!isCertainAttribution(joined) || !mayStartAttribution(joined)) continue;
    return { length, rest: zoned.slice(at + length).some(({ line }) => line.depth > 0) ? null : 'quoted' };
  }
  return null;
}

/** An introduction in a language or form that is not listed: a date or an address, a colon, and a quotation below. */
const introduces = (text: string, zoned: readonly ZonedLine[], next: number): boolean =>
  /:\s*$/u.test(text) &&
  text.length < 240 &&
  /\b\d{4}\b.{0,80}\d{1,2}[:h]\d{2}|<[^<>@\s]+@[^<>\s]+>/u.test(text) &&
  isQuotedNext(zoned, next);

function isQuotedNext(zoned: readonly ZonedLine[], from: number): boolean {
  const next = zoned.slice(from, from + 4).find((one) => !isEmptyLine(one));
  return next?.zone === 'quoted' && (next.line.depth > 0 || next.line.mark === 'quoted');
}

/** What Gmail and others wrap as a quotation below "Forwarded message" was passed on. */
function takeMarkedAsForwarded(zoned: readonly ZonedLine[], from: number): void {
  for (const one of zoned.slice(from)) if (one.zone === 'quoted') one.zone = 'forwarded';
}

/** Outlook draws a rule over its block of fields. */
function takeRuleBefore(zoned: readonly ZonedLine[], at: number): void {
  for (let index = at - 1; index >= Math.max(0, at - 3); index -= 1) {
    const before = zoned[index];
    if (before === undefined) return;
    if (isRule(before.line.text)) before.zone = 'frame';
    else if (!isEmptyLine(before)) return;
  }
}

/** The older messages below the one that was passed on: of them only who wrote is left out. */
function takeInnerFrame(zoned: readonly ZonedLine[], texts: readonly string[], from: number): void {
  const fields = fieldsAfter(texts, from);
  for (const one of zoned.slice(from, from + fields)) one.zone = 'frame';
}

/**
 * Programs that wrap quoted lines anew leave the end of a line without its mark: a few words between two quoted lines,
 * the line before long and without an end of sentence.
 */
function takeWrappedEnds(zoned: readonly ZonedLine[]): void {
  for (let at = 1; at < zoned.length - 1; at += 1) {
    const [before, here, after] = [zoned[at - 1], zoned[at], zoned[at + 1]];
    if (before === undefined || here?.zone !== 'new' || after === undefined || isEmptyLine(here)) continue;
    if (before.line.depth === 0 || before.line.text.length < 60 || /[.?!:;]$/u.test(before.line.text)) continue;
    const midSentence = before.line.text.length >= 68 && /^\p{Ll}/u.test(here.line.text);
    if ((after.line.depth > 0 || midSentence) && here.line.text.length <= 30 && /^[\p{Ll}\d(«"]/u.test(here.line.text))
      here.zone = 'quoted';
  }
}
