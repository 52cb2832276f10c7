/** Declarations by property, both in lower case. */
export type Declarations = ReadonlyMap<string, string>;

/** The rules of a mail's style sheet that a mail can hide text with: those of one simple selector (`.x`, `#x`, `p`, `p.x`). */
export type StyleSheet = ReadonlyMap<string, Declarations>;

const simple = /^(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?$/u;
const telling = new Set([
  ...['display', 'visibility', 'font-size', 'opacity', 'max-height', 'height', 'overflow', 'mso-hide', 'color'],
  ...[
    'background',
    'background-color',
    'background-image',
    'text-indent',
    'line-height',
    'border-left',
    'width',
    'left',
  ],
]);

/** `name: value` pairs of a `style` attribute or of a rule, of the properties that matter here. */
export function readDeclarations(style: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const declaration of style.slice(0, 4_000).split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 1) continue;
    const property = declaration.slice(0, colon).trim().toLowerCase();
    if (!telling.has(property)) continue;
    found.set(
      property,
      declaration
        .slice(colon + 1)
        .replace('!important', '')
        .trim()
        .toLowerCase(),
    );
  }
  return found;
}

/** What stands in media queries is for some screens only, and is left out. */
export function readStyles(css: string): StyleSheet {
  const sheet = new Map<string, Map<string, string>>();
  for (const { selectors, body } of rulesOf(css)) {
    const declarations = readDeclarations(body);
    if (declarations.size === 0) continue;
    for (const selector of selectors.split(',').map((one) => one.trim())) {
      if (selector === '' || !simple.test(selector)) continue;
      sheet.set(selector, new Map([...(sheet.get(selector) ?? []), ...declarations]));
    }
  }
  return sheet;
}

function* rulesOf(css: string): Generator<{ selectors: string; body: string }> {
  const text = css.replaceAll('<!--', '').replaceAll('-->', '');
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open < 0) return;
    const selectors = withoutComments(text.slice(at, open)).trim();
    const close = selectors.startsWith('@') ? endOfBlock(text, open) : text.indexOf('}', open);
    if (close < 0) return;
    if (!selectors.startsWith('@')) yield { selectors, body: withoutComments(text.slice(open + 1, close)) };
    at = close + 1;
  }
}

const withoutComments = (css: string): string => css.replace(/\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//gu, '');

function endOfBlock(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** What the sheet and the `style` attribute say about an element, the attribute last. */
export function styleOf(name: string, attributes: Readonly<Record<string, string>>, sheet: StyleSheet): Declarations {
  const own = attributes['style'] === undefined ? undefined : readDeclarations(attributes['style']);
  if (sheet.size === 0) return own ?? none;
  const classes = (attributes['class'] ?? '').split(/\s+/u).filter((one) => one !== '');
  const id = attributes['id'];
  const selectors = [name, ...classes.flatMap((one) => [`.${one}`, `${name}.${one}`])];
  if (id !== undefined) selectors.push(`#${id}`, `${name}#${id}`);
  const merged = new Map<string, string>();
  for (const selector of selectors) for (const [key, value] of sheet.get(selector) ?? none) merged.set(key, value);
  for (const [key, value] of own ?? none) merged.set(key, value);
  return merged;
}

const none: Declarations = new Map();
