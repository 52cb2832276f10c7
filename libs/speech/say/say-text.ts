import type { Language } from '@mail-access/contracts';
import type { SpokenPhrase } from '../spoken-mail.js';
import { addressRules } from './address-rules.js';
import { calmCapitals } from './capitals.js';
import { emoji, nameEmoji, nameSmiley } from './emoji.js';
import { numberRules } from './number-rules.js';
import { plain } from './phrase.js';
import { pick, type Rule, type Surrounding } from './rule.js';
import { needsLook, sayAbbreviation, wordRules } from './word-rules.js';

const word = /[\p{L}\p{M}][\p{L}\p{M}\d'’]*(?:-[\p{L}\p{M}][\p{L}\p{M}\d'’]*)*/uy;
const number = /[\p{N}]+/uy;
/** A word that nothing can be made of: small letters, then a space or the end. */
const simple = /[\p{Ll}’']+(?=\s|$)/uy;
/** Abbreviations that can be the last word of a sentence. */
const closing =
  /(?:pièces? jointe|et cetera|plaît|incorporée|incorporated|limitée|limited|department|possible|minimum|maximum)$/u;
const emojiRun = new RegExp(`(?:${emoji.source}\\s?)+`, 'uy');
const oneEmoji = new RegExp(emoji.source, 'gu');
const smiley = /(?::-?[)D(P]+|=[)D(]|;-?[)D]|:'\(|<3+|\^_?\^)(?=[\s.,!?]|$)/uy;
/** Behind one of these a word can begin. */
const boundary = /[^\p{L}\d@._#/&$€£+-]/u;

/** A text as one says it: numbers, money, times, addresses, abbreviations, pictures. One line in, one phrase out. */
export function sayText(text: string, language: Language): SpokenPhrase {
  const writer = new Writer(calmCapitals(text), language);
  return writer.run();
}

class Writer {
  private at = 0;
  private out = '';
  private ssml = '';

  constructor(
    private readonly text: string,
    private readonly language: Language,
  ) {}

  run(): SpokenPhrase {
    while (this.at < this.text.length) {
      const taken = this.takeSimple();
      if (taken !== null) this.write(plain(taken));
      else if (!this.rules()) this.sign();
    }
    return { text: tidy(this.out), ssml: tidy(this.ssml) };
  }

  private takeSimple(): string | null {
    const start = this.at;
    const taken = this.take(simple);
    if (taken === null || taken.length > 6 || !needsLook(taken, this.language)) return taken;
    this.at = start;
    return null;
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  private write({ text, ssml }: SpokenPhrase): void {
    this.out += text;
    this.ssml += ssml;
  }

  private rules(): boolean {
    const sign = this.text[this.at] ?? '';
    if (sign === ' ') {
      this.at += 1;
      this.write(plain(' '));
      return true;
    }
    const letter = /\p{L}/u.test(sign);
    const opens = this.at === 0 || /\s$/u.test(this.out) || boundary.test(this.text[this.at - 1] ?? '');
    if (opens && letter && (this.try(addressRulesFor(this.text, this.at)) || this.try(wordRules))) return true;
    if (opens && /[\d$€£(+CUEA]/u.test(sign) && this.try(numberRules)) return true;
    if (opens && /[\dA-Z]/u.test(sign) && (this.try(addressRules) || this.try(numberRules))) return true;
    if (opens && /[#@Nn]/u.test(sign) && this.try(wordRules)) return true;
    if (letter) return this.word();
    const digits = this.take(number);
    if (digits !== null) this.write(plain(digits));
    return digits !== null || this.pictures();
  }

  private try(rules: readonly Rule[]): boolean {
    for (const { pattern, say } of rules) {
      pattern.lastIndex = this.at;
      const match = pattern.exec(this.text);
      if (match === null || match[0] === '') continue;
      const said = say(match, this.surrounding(match[0].length));
      if (said === null) continue;
      const written = match[0];
      this.at += written.length;
      this.write(rules === wordRules ? this.asWritten(said, written) : said);
      return true;
    }
    return false;
  }

  private surrounding(length: number): Surrounding {
    const end = this.at + length;
    return { language: this.language, before: this.out.slice(-60), after: this.text.slice(end, end + 40) };
  }

  private word(): boolean {
    const found = this.take(word) ?? this.take(/\p{L}/uy) ?? '';
    const stop = this.text[this.at] === '.' ? '.' : '';
    const said = found.length <= 6 ? sayAbbreviation(found, stop, this.language) : null;
    if (said === null) this.write(plain(found));
    else {
      this.at += stop.length;
      this.write(this.asWritten(plain(said), found + stop));
    }
    return true;
  }

  /** What replaces the first word of a sentence begins it; the stop of an abbreviation at its end is the sentence's too. */
  private asWritten(said: SpokenPhrase, written: string): SpokenPhrase {
    const rest = this.text.slice(this.at, this.at + 3);
    const ends = written.endsWith('.') && (rest === '' || (closing.test(said.text) && /^\s\p{Lu}/u.test(rest)));
    const starts = /(?:^|[.!?…]\s)$/u.test(this.out) && /^\p{Lu}/u.test(written) && /^\p{Ll}/u.test(said.text);
    const stop = ends && !said.text.endsWith('.') ? '.' : '';
    if (!starts) return { text: said.text + stop, ssml: said.ssml + stop };
    const raised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1) + stop;
    return { text: raised(said.text), ssml: raised(said.ssml) };
  }

  private pictures(): boolean {
    const smile = this.take(smiley);
    const run = smile === null ? this.take(emojiRun) : null;
    if (smile === null && run === null) return false;
    const names =
      smile === null
        ? namesIn(run ?? '', this.language)
        : [nameSmiley(smile, this.language)].filter((one) => one !== null);
    if (names.length === 0) return true;
    const lead = this.out.trim() === '' || /[.,!?:;…(]\s*$/u.test(this.out) ? '' : ',';
    if (lead !== '') this.trimEnd();
    const noun = pick(this.language, names.length > 1 ? 'émojis' : 'émoji', 'emoji');
    const tail = /^\s*[\p{L}\d]/u.test(this.text.slice(this.at)) ? ', ' : '';
    this.write(plain(`${lead}${this.out.trim() === '' ? '' : ' '}${noun} ${names.join(', ')}${tail}`));
    return true;
  }

  private trimEnd(): void {
    this.out = this.out.trimEnd();
    this.ssml = this.ssml.trimEnd();
  }

  private sign(): void {
    const sign = String.fromCodePoint(this.text.codePointAt(this.at) ?? 32);
    this.at += sign.length;
    this.write(plain(saySign(sign, this.language, this.out, this.text.slice(this.at, this.at + 4))));
  }
}

/** Only a word with a stop, an @ or a colon before its end can be an address, a file or a link. */
function addressRulesFor(text: string, at: number): readonly Rule[] {
  const end = text.indexOf(' ', at);
  const run = text.slice(at, end < 0 ? undefined : end);
  return /[@:.]\S|^[A-Z]\d/u.test(run) ? addressRules : none;
}
const none: readonly Rule[] = [];

function namesIn(run: string, language: Language): string[] {
  const names = (run.match(oneEmoji) ?? []).map((sign) => nameEmoji(sign, language)).filter((name) => name !== null);
  return [...new Set(names)].slice(0, 4);
}

function saySign(sign: string, language: Language, before: string, after: string): string {
  const spaced = /\s$/u.test(before) || before === '';
  if (/[-−]/u.test(sign) && spaced && /^\d/u.test(after)) return pick(language, 'moins ', 'minus ');
  if (sign === '&') return pick(language, 'et', 'and');
  if (sign === '%') return pick(language, ' pour cent', ' percent');
  if (sign === '$') return /\d\s?$/u.test(before) ? ' dollars' : pick(language, 'dollars', 'dollars');
  if (sign === '€') return ' euros';
  if (sign === '+' && /\d\s?$|\s$/u.test(before) && /^\s?[\d\p{L}]/u.test(after)) return 'plus';
  if (sign === '=' && spaced) return pick(language, 'égale', 'equals');
  if (sign === '@' && spaced) return pick(language, 'à', 'at');
  if (
    /^[-–—]$/u.test(sign) &&
    /(?:\d|[ap]\.m\.|\bh|noon|midi|midnight|minuit|percent|cent|dollars?|cents|\p{L}+day|lundi|mardi|mercredi|jeudi|vendredi|samedi)\s?$/u.test(
      before,
    ) &&
    /^\s?(?:\$?\d|\p{L}{3})/u.test(after) &&
    /\s$/u.test(before) === after.startsWith(' ') &&
    !/^\s\p{L}/u.test(after)
  ) {
    return `${spaced ? '' : ' '}${pick(language, 'à', 'to')}${after.startsWith(' ') ? '' : ' '}`;
  }
  if (sign === '/' && /(?:dollars?|cents|euros|canadiens|américains)$/u.test(before))
    return pick(language, ' par ', ' per ');
  if ((sign === '-' || sign === '–' || sign === '—') && spaced && after.startsWith(' ')) return ',';
  if (sign === '—' || (sign === '–' && !/\d$/u.test(before))) return ', ';
  if (/[→⇒➜»›]/u.test(sign) && sign !== '»') return ',';
  if (/[<>^~`|\\{}[\]*_#•·■□●○▪▫◦►▶✓✔☑\uFFFD]/u.test(sign)) return ' ';
  return /\p{Extended_Pictographic}|\p{So}|\p{Co}|\uFE0F/u.test(sign) && !/[©®™°]/u.test(sign) ? ' ' : sign;
}

/** Spaces where signs were left out. */
const tidy = (text: string): string =>
  text
    .replace(/ {2,}/gu, ' ')
    .replace(/ +([,.…)])/gu, '$1')
    .replace(/\(\s+/gu, '(')
    .replace(/\(\)/gu, '')
    .replace(/,(?:\s*,)+/gu, ',')
    .replace(/\b([ap]\.m\.)\./gu, '$1')
    .replace(/^[\s,;]+/u, '')
    .trim();
