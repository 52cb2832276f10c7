import { Parser } from 'htmlparser2';
import { mostCharacters } from '../body/line.js';
import { readStyles, type StyleSheet } from './style-sheet.js';

/** An element of a mail: a text, or a name with what is inside. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

export interface ParsedHtml {
  readonly root: Element;
  readonly styles: StyleSheet;
  /** Whether a limit was met: the tree then is the beginning. */
  readonly truncated: boolean;
}

/** Deeper elements are read as if they were not there, their text stays. Mail programs nest to about 100. */
const deepest = 160;
/** The parser's own work grows with the square of the depth: no mail is nested like this. */
const abyss = 5_000;
const mostElements = 60_000;
const mostStyle = 200_000;
const chunk = 65_536;
const silent = new Set([
  ...['script', 'title', 'template', 'noscript', 'object', 'embed', 'iframe', 'svg', 'math', 'select', 'textarea'],
  ...['audio', 'video', 'canvas', 'map', 'datalist', 'xml', 'v:shape', 'v:rect', 'v:roundrect', 'w:wrap'],
]);

/**
 * A tree of what is in an HTML body, however malformed. Time and memory are bounded: by depth, elements and characters.
 */
export function parseHtml(html: string): ParsedHtml {
  const builder = new TreeBuilder();
  const parser = new Parser(builder.handler(), { decodeEntities: true, lowerCaseTags: true });
  for (let at = 0; at < html.length && !builder.full; at += chunk) parser.write(html.slice(at, at + chunk));
  if (!builder.full) parser.end();
  return { root: builder.root, styles: readStyles(builder.style), truncated: builder.full };
}

class TreeBuilder {
  readonly root: Element = { name: 'root', attributes: {}, children: [] };
  style = '';
  full = false;
  private readonly open: Element[] = [this.root];
  private beyond = 0;
  private elements = 0;
  private characters = 0;
  private silentDepth = 0;
  private inStyle = false;

  handler(): ConstructorParameters<typeof Parser>[0] {
    return {
      onopentag: (name, attributes) => this.opened(name, attributes),
      onclosetag: (name) => this.closed(name),
      ontext: (text) => this.text(text),
    };
  }

  private opened(name: string, attributes: Record<string, string>): void {
    if (name === 'style') this.inStyle = true;
    if (silent.has(name)) this.silentDepth += 1;
    this.elements += 1;
    if (this.elements > mostElements) this.full = true;
    if (this.silentDepth > 0 || this.full) return;
    if (this.open.length >= deepest) {
      this.beyond += 1;
      if (this.beyond > abyss) this.full = true;
      return;
    }
    const element: Element = { name, attributes, children: [] };
    this.open.at(-1)?.children.push(element);
    this.open.push(element);
  }

  private closed(name: string): void {
    if (name === 'style') this.inStyle = false;
    if (silent.has(name)) {
      this.silentDepth = Math.max(0, this.silentDepth - 1);
      return;
    }
    if (this.silentDepth > 0 || this.full) return;
    if (this.beyond > 0) this.beyond -= 1;
    else if (this.open.length > 1 && this.open.at(-1)?.name === name) this.open.pop();
  }

  private text(text: string): void {
    if (this.inStyle) {
      if (this.style.length < mostStyle) this.style += text;
      return;
    }
    if (this.silentDepth > 0 || this.full) return;
    this.characters += text.length;
    if (this.characters > mostCharacters) this.full = true;
    else this.open.at(-1)?.children.push(text);
  }
}
