/** A subject without what programs put before it, and what that says. */
export interface CleanSubject {
  readonly text: string;
  readonly reply: boolean;
  readonly forwarded: boolean;
  /** The mailing list that named itself in brackets. */
  readonly list: string;
}

const reply = /^(?:re|ré|rép|réf|aw|sv|antw|odp|rv(?=\s?:)|res|ris)\s?(?:\[\d+\]|\(\d+\)|\d{0,2})\s?:\s*/iu;
const forward = /^(?:tr|fwd?|fw|wg|enc|rv|i|transf|transfert|transféré)\s?(?:\[\d+\])?\s?:\s*/iu;
const warning =
  /^[[(*]*\s?(?:externe?|external(?: email| sender)?|courriel externe|ext|spam|pourriel|caution|suspected spam|sécurisé|secure|encrypted|chiffré)\s?[\])*:]+\s*/iu;
const automatic =
  /^(?:réponse automatique|automatic reply|auto(?:matic)?[- ]?(?:response|reply)|out of office(?: autoreply)?|absence du bureau|accepted|accepté|declined|refusé|tentative|provisoire|canceled|cancelled|annulée?|updated invitation|invitation|invitation mise à jour|lu|read|not read|non lu|remis|delivered)\s?:\s*/iu;
const bracketed = /^\[([\p{L}\d][\p{L}\d ._&-]{1,40})\]\s*/u;

/** Takes "Re:", "TR:", "[list]", "[EXTERNE]" off, in whatever order and number. `isList`: the mail came over one. */
export function cleanSubject(raw: string, isList: boolean): CleanSubject {
  let text = raw.replace(/\s+/gu, ' ').trim();
  const found = { reply: false, forwarded: false, list: '' };
  for (let turn = 0; turn < 12; turn += 1) {
    const before = text;
    text = text.replace(warning, '');
    if (reply.test(text)) {
      found.reply = true;
      text = text.replace(reply, '');
    } else if (forward.test(text)) {
      found.forwarded = true;
      text = text.replace(forward, '');
    }
    const list = bracketed.exec(text);
    if (list !== null && (isList || found.reply || found.forwarded) && text.length > list[0].length) {
      if (isList) found.list = list[1] ?? '';
      text = isList ? text.slice(list[0].length) : text;
    }
    if (text === before) break;
  }
  return { ...found, text };
}

/** The subject of the message that an automatic one is about. */
export const originalSubject = (raw: string): string =>
  cleanSubject(raw.replace(automatic, ''), false).text.replace(automatic, '');
