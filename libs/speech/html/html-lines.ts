import { mostLines, mostOfLine, type Line, type LineMark } from '../body/line.js';
import { repairText } from '../body/repair-text.js';
import { isAttribution } from '../conversation/attribution.js';
import type { Sentences } from '../sentences/sentences.js';
import { containerMark, isQuotation } from './containers.js';
import { describeImage, describeLink, hostOf, isButton, isListLabel } from './inline.js';
import { parseHtml, type Element, type ParsedHtml } from './parse-html.js';
import { styleOf, type StyleSheet } from './style-sheet.js';
import { rowsOfDataTable } from './data-table.js';
import { groundOf, isCamouflaged, isHidden, paper, type Ground } from './visibility.js';

const blocks = new Set([
  ...[
    'p',
    'div',
    'section',
    'article',
    'header',
    'footer',
    'main',
    'aside',
    'nav',
    'center',
    'form',
    'fieldset',
    'address',
  ],
  ...[
    'ul',
    'ol',
    'dl',
    'dt',
    'dd',
    'li',
    'table',
    'tr',
    'thead',
    'tbody',
    'tfoot',
    'caption',
    'pre',
    'blockquote',
    'figure',
  ],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'body', 'html', 'figcaption', 'details', 'summary'],
]);
/** Between them stands an empty line, as between paragraphs of text. */
const spaced = new Set(['p', 'ul', 'ol', 'dl', 'table', 'pre', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr']);

/** What holds where a text stands. */
interface Place {
  readonly depth: number;
  readonly mark: LineMark | undefined;
  readonly ground: Ground;
  readonly alone: boolean;
  readonly kept: boolean;
  readonly linked: boolean;
}

/** The lines of an HTML body: only what a reader sees, without tags, with links, pictures, lists and tables in words. */
export function readHtml(html: string, sentences: Sentences): { lines: Line[]; truncated: boolean } {
  const parsed: ParsedHtml = parseHtml(html);
  const writer = new LineWriter(parsed.styles, sentences);
  writer.children(parsed.root, {
    ...{ depth: 0, mark: undefined, ground: paper },
    ...{ alone: false, kept: false, linked: false },
  });
  return { lines: writer.finish(), truncated: parsed.truncated };
}

class LineWriter {
  private readonly lines: Line[] = [];
  private pending = '';
  private place: Place | null = null;
  private cut = false;
  private lastHost = '';
  /** Whether the line being written began after a `br`: it then belongs to the line before. */
  private afterBreak = false;
  /** The sign or number of an item of a list, until its first text. */
  private label = '';

  constructor(
    private readonly styles: StyleSheet,
    private readonly sentences: Sentences,
  ) {}

  finish(): Line[] {
    this.endLine();
    return this.lines;
  }

  children(element: Element, place: Place): void {
    for (const child of element.children) {
      if (typeof child === 'string') this.text(child, place);
      else this.element(child, place);
    }
  }

  private text(raw: string, place: Place): void {
    const text = repairText(raw);
    if (place.kept) {
      const [first = '', ...rest] = text.split('\n');
      this.write(first, place);
      for (const line of rest) {
        this.endLine();
        if (line.trim() === '') this.emptyLine();
        this.write(line, place);
      }
    } else this.write(text.replace(/\s+/gu, ' '), place);
  }

  private write(text: string, place: Place): void {
    if (place.ground.tiny || text === '') return;
    if (this.pending === '') this.place = place;
    this.pending += this.pending === '' || this.pending.endsWith(' ') ? text.replace(/^ +/u, '') : text;
  }

  private endLine(byBreak = false): void {
    const bare = this.pending === '-- ' ? this.pending : this.pending.trim();
    const text = bare === '' ? '' : this.label + bare;
    const place = this.place;
    this.pending = '';
    const together = byBreak || this.afterBreak;
    this.afterBreak = byBreak;
    if (text === '' || place === null || this.lines.length >= mostLines) return;
    this.label = '';
    const mark = this.cut ? 'quoted' : place.mark;
    this.lines.push({
      ...{ text: text.slice(0, mostOfLine), depth: place.depth },
      ...(mark === undefined ? {} : { mark }),
      alone: place.alone || !(place.kept || together),
    });
  }

  private emptyLine(): void {
    this.endLine();
    const before = this.lines.at(-1);
    if (before === undefined || before.text === '') return;
    this.lines.push(
      before.mark === undefined
        ? { text: '', depth: before.depth }
        : { text: '', depth: before.depth, mark: before.mark },
    );
  }

  private element(element: Element, place: Place): void {
    const { name, attributes } = element;
    const style = styleOf(name, attributes, this.styles);
    if (isHidden(attributes, style)) return;
    if (name === 'br') return this.lineBreak(place);
    const ground = groundOf(attributes, style, place.ground);
    if (isCamouflaged(attributes, style, ground)) return;
    const mark = containerMark(element);
    const block = blocks.has(name);
    if (block) this.startBlock(name);
    if (mark === 'cut') {
      this.endLine();
      this.cut = true;
    }
    const inside = { ...place, ground, mark: mark === undefined || place.mark === 'quoted' ? place.mark : mark };
    this.inside(element, inside);
    if (block) this.startBlock(name);
  }

  private inside(element: Element, place: Place): void {
    const { name } = element;
    if (name === 'img') return this.image(element, place);
    if (name === 'a') return this.link(element, place);
    if (name === 'blockquote') return this.children(element, { ...place, depth: place.depth + this.levels(element) });
    if (name === 'pre') return this.children(element, { ...place, kept: true });
    if (name === 'ul' || name === 'ol') return this.list(element, place);
    if (name === 'table') return this.table(element, place);
    if (name === 'hr') return this.write('----------', place);
    if (name === 'button' || isButton(element)) return this.button(element, place);
    if (isListLabel(element)) return this.write(' ', place);
    if (name === 'td' || name === 'th') this.write(' ', place);
    return this.children(element, { ...place, alone: place.alone || /^h[1-6]$/u.test(name) });
  }

  private startBlock(name: string): void {
    this.endLine();
    if (spaced.has(name) || this.lines.at(-1)?.alone === false) this.emptyLine();
  }

  private lineBreak(place: Place): void {
    if (this.pending.trim() === '') return this.emptyLine();
    this.endLine(true);
    this.place = place;
  }

  private levels(element: Element): number {
    const certainty = isQuotation(element);
    if (certainty !== 'perhaps') return certainty === 'yes' ? 1 : 0;
    const before = this.lines.findLast((line) => line.text !== '');
    return before !== undefined && isAttribution(before.text) ? 1 : 0;
  }

  private image({ attributes }: Element, place: Place): void {
    const description = describeImage(attributes);
    if (description === null) return;
    this.write(place.linked ? ` ${description} ` : ` ${this.sentences.image(description)} `, place);
  }

  private link(element: Element, place: Place): void {
    const start = this.pending.length;
    const button = isButton(element) && start === 0;
    this.children(element, { ...place, linked: true });
    const target = hostOf(element.attributes['href'] ?? '');
    // A block inside of the link has ended the line already: what it leads to would stand alone.
    if (target === null || this.pending.length <= start) return;
    const said = this.pending.slice(start).trim();
    if (said === '') return;
    const lead = this.pending.slice(start).startsWith(' ') ? ' ' : '';
    const named = describeLink(said, target, this.lastHost, this.sentences);
    this.lastHost = target;
    this.pending = `${this.pending.slice(0, start)}${lead}${button ? this.sentences.button(named) : named}`;
  }

  private button(element: Element, place: Place): void {
    const start = this.pending.length;
    this.children(element, place);
    const label = this.pending.slice(start).trim();
    if (label !== '') this.pending = `${this.pending.slice(0, start)}${this.sentences.button(label)}`;
  }

  private list(element: Element, place: Place): void {
    let position = Number.parseInt(element.attributes['start'] ?? '1', 10) || 1;
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      if (child.name !== 'li') {
        this.element(child, place);
        continue;
      }
      this.endLine();
      const before = this.lines.length;
      this.label = element.name === 'ol' ? `${position}. ` : '• ';
      this.element(child, { ...place, alone: true });
      this.endLine();
      this.label = '';
      if (this.lines.length > before) position += 1;
    }
  }

  private table(element: Element, place: Place): void {
    const rows = rowsOfDataTable(element, this.sentences, (cell) => this.cellText(cell, place));
    if (rows === null) return this.children(element, place);
    for (const row of rows) {
      this.write(row, { ...place, alone: true });
      this.endLine();
    }
  }

  /** What a cell says, on one line. */
  private cellText(cell: Element, place: Place): string {
    const inner = new LineWriter(this.styles, this.sentences);
    const style = styleOf(cell.name, cell.attributes, this.styles);
    if (isHidden(cell.attributes, style)) return '';
    inner.children(cell, { ...place, ground: groundOf(cell.attributes, style, place.ground) });
    return inner
      .finish()
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join(', ');
  }
}
