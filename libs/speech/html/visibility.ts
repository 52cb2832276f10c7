import type { Declarations } from './style-sheet.js';

/** What an element inherits of what can hide its text. */
export interface Ground {
  /** Background behind the text; null when it is a picture and cannot be known. */
  readonly background: string | null;
  readonly tiny: boolean;
}

export const paper: Ground = { background: 'ffffff', tiny: false };

const named: Readonly<Record<string, string>> = {
  white: 'ffffff',
  black: '000000',
  '#fff': 'ffffff',
  '#000': '000000',
};
const zero = /^-?0*\.?0*(?:px|pt|em|rem|%)?$/u;

/** Whether an element and all inside it is never seen, whatever the screen. */
export function isHidden(attributes: Readonly<Record<string, string>>, style: Declarations): boolean {
  if (attributes['hidden'] !== undefined || attributes['aria-hidden'] === 'true') return true;
  if (style.size === 0) return false;
  const is = (property: string, value: string): boolean => style.get(property) === value;
  if (is('display', 'none') || is('visibility', 'hidden') || is('mso-hide', 'all')) return true;
  if (isZero(style.get('opacity')) || isZero(style.get('max-height'))) return true;
  return is('overflow', 'hidden') && (isZero(style.get('height')) || isZero(style.get('width')));
}

/** What is behind the text of an element. */
export function groundOf(attributes: Readonly<Record<string, string>>, style: Declarations, behind: Ground): Ground {
  const own = style.get('background-color') ?? style.get('background') ?? attributes['bgcolor'];
  const pictured = attributes['background'] !== undefined || style.has('background-image') || own?.includes('url(');
  const size = style.get('font-size');
  const tiny = size === undefined ? behind.tiny : isTiny(size);
  if (pictured === true) return { background: null, tiny };
  const background = own === undefined ? undefined : colourIn(own);
  if ((background === undefined || background === behind.background) && tiny === behind.tiny) return behind;
  return { background: background ?? behind.background, tiny };
}

/** Text in the colour of what is behind it, as hidden first lines of newsletters are written. */
export function isCamouflaged(
  attributes: Readonly<Record<string, string>>,
  style: Declarations,
  ground: Ground,
): boolean {
  const own = style.get('color') ?? attributes['color'];
  const colour = own === undefined ? undefined : colourIn(own);
  return colour !== undefined && colour === ground.background;
}

const isZero = (value: string | undefined): boolean => value !== undefined && value !== '' && zero.test(value);

/** 2 px and less cannot be read; 0 is written as often. */
function isTiny(size: string): boolean {
  const match = /^([\d.]+)(px|pt)?$/u.exec(size);
  return isZero(size) || (match !== null && Number(match[1]) <= 2 && (match[2] !== undefined || size === '0'));
}

/** The first colour of a declaration as six hexadecimal digits. */
function colourIn(declaration: string): string | undefined {
  const value = declaration.trim();
  const known = named[value.split(/\s/u)[0] ?? ''];
  if (known !== undefined) return known;
  const long = /#?([0-9a-f]{6})\b/u.exec(value);
  if (long?.[1] !== undefined) return long[1];
  const short = /#([0-9a-f])([0-9a-f])([0-9a-f])\b/u.exec(value);
  if (short !== null)
    return short
      .slice(1)
      .map((digit) => digit + digit)
      .join('');
  const parts = /rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/u.exec(value);
  return parts
    ?.slice(1)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('');
}
