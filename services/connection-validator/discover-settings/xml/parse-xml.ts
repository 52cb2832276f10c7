import { SaxesParser } from 'saxes';

/** An element: its name without a prefix, and its text without that of its children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Settings have four levels and some fifty elements. */
const maxDepth = 16;
const maxElements = 2_000;

/** RFC 7303: a byte order mark, then what the declaration says, then UTF-8. Null: no encoding of this world, or not in it. */
function decoded(bytes: Buffer): string | null {
  const declared = /^<\?xml[^>]{0,100}encoding=["']([\w.-]{1,40})["']/.exec(bytes.subarray(0, 200).toString('latin1'));
  try {
    return new TextDecoder(declared?.[1] ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The name without its namespace prefix: servers prefix as they like, and none uses two names that differ only there. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * The root of a document; null for anything that is not well-formed, has a document type (and so could define entities),
 * or is deeper or longer than settings are.
 */
export function parseXml(bytes: Buffer): XmlElement | null {
  const text = decoded(bytes);
  // Stops before anything of it is read, comments and CDATA excepted.
  if (text === null || /<!(?!--|\[CDATA\[)/.test(text)) return null;
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  let broken = false;
  const parser = new SaxesParser();
  const stop = (): never => {
    broken = true;
    throw new Error('not settings');
  };
  parser.on('error', stop);
  parser.on('doctype', stop);
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1;
    if (open.length >= maxDepth || elements > maxElements) stop();
    const element: XmlElement = { name: localName(name), attributes: attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const take = (more: string): void => {
    const element = open.at(-1);
    if (element) element.text += more;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  try {
    parser.write(text.replace(/^\uFEFF/, '')).close();
  } catch (error) {
    if (!broken) throw error;
    return null;
  }
  return root;
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name.toLowerCase() === name.toLowerCase());
}

/** The text of the first child of this name, trimmed; empty when there is none. */
export function textOf(element: XmlElement, name: string): string {
  return childrenOf(element, name)[0]?.text.trim() ?? '';
}
