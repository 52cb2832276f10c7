import type { LineMark } from '../body/line.js';
import type { Element } from './parse-html.js';

/**
 * The elements in which mail programs wrap what they quote or add. By words of their class and id, so that a
 * program that names them alike is understood too: Gmail `gmail_quote`, Yahoo `yahoo_quoted`, Proton `protonmail_quote`, Zoho
 * `zmail_extra`, Zimbra `data-marker="__QUOTED_TEXT__"`, Outlook `divRplyFwdMsg`, `appendonsend`,
 * `mail-editor-reference-message-container`, `OLK_SRC_BODY_SECTION`, Thunderbird `moz-cite-prefix`, Apple `AppleOriginalContents`.
 */
const quoting =
  /(?:^|[\s_-])(?:gmail|yahoo|ymail|protonmail|tutanota|aol|alimail|mail|msg|moz|qt)?[_-]?quoted?(?:$|[\s_-])|moz-cite|reference-message|originalcontents|olk_src_body|zmail_extra|isforwardcontent|moz-forward-container|gmail_attr|originalmessage|reply-original|forwarded[_-]?(?:message|content)/iu;
const cutting = /(?:^|\s)(?:x_)?(?:divrplyfwdmsg|appendonsend|stopspelling|ms-outlook-mobile-reference)(?:$|\s)/iu;
const signing =
  /(?:^|[\s_-])(?:gmail|moz|protonmail|ymail|yahoo|apple|applemail|outlook|mobile|mail|email|user|ms-outlook-mobile)?[_-]?signature(?:$|[\s_-])|applemailsignature|lineBreakAtBeginningOfSignature|gmail_signature|signature_block/iu;
/** Gmail and some webmails indent with a blockquote without border. */
const indenting = /border:\s*(?:none|0)/iu;

/** What the markup says about an element: its text is quoted, a signature, or all that follows is quoted. */
export function containerMark(element: Element): LineMark | undefined {
  const { attributes } = element;
  if (attributes['data-marker'] === '__QUOTED_TEXT__') return 'quoted';
  const names = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''} ${attributes['data-smartmail'] ?? ''}`.trim();
  if (names === '') return undefined;
  if (cutting.test(names)) return 'cut';
  if (signing.test(names)) return 'signature';
  if (quoting.test(names)) return isInterleaved(element, names) ? undefined : 'quoted';
  return undefined;
}

/** Gmail's container also holds what was written between the quotes: its blockquotes then are what is quoted. */
function isInterleaved(element: Element, names: string): boolean {
  if (element.name === 'blockquote' || !names.includes('gmail_quote')) return false;
  return element.children.some((child) => isBlockquoteWithin(child, 3));
}

function isBlockquoteWithin(child: Element | string, levels: number): boolean {
  if (typeof child === 'string') return false;
  if (child.name === 'blockquote') return true;
  return levels > 0 && child.children.some((inner) => isBlockquoteWithin(inner, levels - 1));
}

/** How sure it is that a `blockquote` is another's words: `no` is an indentation, `perhaps` is decided by the line before. */
export function isQuotation({ attributes }: Element): 'yes' | 'perhaps' | 'no' {
  if (attributes['type']?.toLowerCase() === 'cite' || attributes['cite'] !== undefined) return 'yes';
  if (quoting.test(attributes['class'] ?? '')) return 'yes';
  const style = attributes['style'] ?? '';
  if (indenting.test(style)) return 'no';
  return /border-left/iu.test(style) ? 'yes' : 'perhaps';
}
