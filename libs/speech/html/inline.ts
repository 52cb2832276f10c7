import type { Sentences } from '../sentences/sentences.js';
import type { Element } from './parse-html.js';

/** Names that programs give to pictures, which describe nothing. */
const nameOfFile = /^[\w%()+ .-]{1,120}\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)$/iu;
const meaningless =
  /^(?:image|img|picture|photo|logo|icon|icône|spacer|pixel|banner|bannière|inline image|image insérée|cid:.*|image\d+|\W*)$/iu;

/** What a picture shows, as its writer says; null where it is decoration or a tracking pixel. */
export function describeImage(attributes: Readonly<Record<string, string>>): string | null {
  const alt = (attributes['alt'] ?? '').replace(/\s+/gu, ' ').trim();
  if (alt === '' || meaningless.test(alt) || nameOfFile.test(alt)) return null;
  if (isPixel(attributes['width']) || isPixel(attributes['height'])) return null;
  // Pictures that stand for a sign (old Outlook and Gmail smileys) carry it as alt: it is said as such.
  return alt.slice(0, 200);
}

const isPixel = (size: string | undefined): boolean => size !== undefined && /^[0-2](?:px)?$/u.test(size.trim());

/** The host that a link leads to, without "www."; null for anchors, telephone numbers, addresses and scripts. */
export function hostOf(href: string): string | null {
  const match = /^\s*(?:https?:)?\/\/(?:[^/?#@\s]*@)?([^/?#:\s]{1,253})/iu.exec(href);
  return match?.[1]?.toLowerCase().replace(/^www\d?\./u, '') ?? null;
}

const looksLikeAddress = /^(?:https?:\/\/|www\.)\S+$/iu;

/** The words of a link with where it leads; the host alone where the words are an address. */
export function describeLink(said: string, host: string, lastHost: string, sentences: Sentences): string {
  if (
    looksLikeAddress.test(said) ||
    said
      .toLowerCase()
      .replace(/^www\./u, '')
      .replace(/\/$/u, '') === host
  )
    return sentences.link(host);
  // An address of mail that a program made a link to a web page of; and the second link in a row to the same place.
  if (/\S+@\S+/u.test(said) || host === lastHost) return said;
  return `${said} (${sentences.link(host)})`;
}

/** A link that is drawn as a button. */
export function isButton({ attributes, name }: Element): boolean {
  if (attributes['role'] === 'button') return true;
  return name === 'a' && /(?:^|[\s_-])(?:btn|button|bouton|cta)(?:$|[\s_-])/iu.test(attributes['class'] ?? '');
}

/** Word writes the sign or number of a list's item as text of its own, marked so that others can leave it out. */
export const isListLabel = ({ attributes }: Element): boolean => /mso-list:\s*ignore/iu.test(attributes['style'] ?? '');
