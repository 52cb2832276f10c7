/** An element of a document: its texts and children, without order between them. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const token = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:-]+)([^<>]*?)(\/?)>|([^<]+)|</g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  const reference = /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi;
  return text.replace(reference, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return (name === undefined ? undefined : entities[name]) ?? whole;
  });
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return Object.fromEntries(pairs.map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '')]));
}

/**
 * Reads the XML of a checkout of the ISPDB: elements, attributes, text. Not for documents of strangers; a document type
 * and its entities are refused all the same.
 *
 * @throws Error when elements do not close in order
 */
export function readXml(source: string): XmlElement {
  if (source.includes('<!DOCTYPE')) throw new Error('a document type is not accepted');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const [whole, cdata, closing, name, attributes = '', empty, text] of source.matchAll(token)) {
    const parent = open.at(-1) ?? root;
    if (cdata !== undefined) parent.text += cdata;
    else if (text !== undefined) parent.text += decoded(text);
    else if (name === undefined) {
      if (whole === '<') throw new Error('a "<" that begins nothing');
    } else if (closing === '/') {
      if (open.pop()?.name !== name || open.length === 0) throw new Error(`</${name}> closes nothing`);
    } else {
      const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name ?? ''}> is not closed`);
  return root;
}

/** All elements of a name, at any depth, in document order. */
export function elementsOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elementsOf(child, name)]);
}
