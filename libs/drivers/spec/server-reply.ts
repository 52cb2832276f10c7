import type { CutCredential } from './cut-credential.js';
import { decodeReply } from './decode-reply.js';

/** What a server said, fit to be shown: decoded, on one line, without the credential, 500 characters at most. */
export interface ServerReply {
  /** Without the status word and the code. */
  readonly text: string;
  /** IMAP or POP3 response code in capitals (`AUTHENTICATIONFAILED`, `SYS/TEMP`), or SMTP reply code and enhanced status (`535 5.7.8`). */
  readonly code?: string;
  /** What the server said on the side: untagged ALERT and BYE of IMAP. */
  readonly alerts?: readonly string[];
}

export const maxReplyLength = 500;

/** `lines` are the texts of a reply as they came, each without status and code. */
export function serverReply(
  reply: { lines: readonly Uint8Array[]; code?: string; alerts?: readonly Uint8Array[] },
  cut: CutCredential,
): ServerReply {
  const alerts = (reply.alerts ?? []).map((alert) => replyText([alert], cut)).filter((text) => text !== '');
  return {
    text: replyText(reply.lines, cut),
    ...(reply.code === undefined ? {} : { code: reply.code }),
    ...(alerts.length === 0 ? {} : { alerts }),
  };
}

// Control characters could forge lines where the text is shown or logged; format characters (bidi overrides) could turn it round.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]+/gu;

function replyText(lines: readonly Uint8Array[], cut: CutCredential): string {
  const joined = lines.map(decodeReply).join(' ');
  const clean = cut(joined.replaceAll(unprintable, ' ')).replaceAll(/\s+/gu, ' ').trim();
  return clean.length <= maxReplyLength ? clean : `${cutAt(clean, maxReplyLength - 1)}…`;
}

/** Never leaves half a surrogate pair. */
function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/u, '');
}
