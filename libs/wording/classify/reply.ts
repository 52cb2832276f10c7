import type { MailProtocol } from '../scene.js';
import type { ReplyStep, Rule } from './rule.js';

/** What a server answered. `text` and `code` may come apart, as drivers give them, or as one raw line or several. */
export interface ReplyToClassify {
  readonly protocol: MailProtocol;
  readonly step: ReplyStep;
  readonly text: string;
  /** IMAP or POP3 response code without brackets, or SMTP reply code with its enhanced status code: `535 5.7.8`. */
  readonly code?: string | undefined;
  /** What the server said on the side: untagged ALERT and BYE of IMAP. */
  readonly alerts?: readonly string[] | undefined;
  readonly host?: string | undefined;
}

/** The same, taken apart. */
export interface ParsedReply {
  readonly protocol: MailProtocol;
  readonly step: ReplyStep;
  readonly host: string;
  /** All lines and alerts, joined by one space. */
  readonly said: string;
  readonly codes: readonly string[];
  readonly status: 'NO' | 'BAD' | 'BYE' | undefined;
  readonly replyCode: string | undefined;
  readonly enhanced: readonly string[];
  /** The server itself says that the fault will pass: never a wrong password. */
  readonly temporary: boolean;
}

/** RFC 5530, RFC 3206 and RFC 2449: these promise that the same request may succeed later. */
const temporaryCodes = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'SYS/TEMP', 'IN-USE', 'LOGIN-DELAY']);

export function parseReply(reply: ReplyToClassify): ParsedReply {
  const lines = [reply.text, ...(reply.alerts ?? [])].join('\n').split(/[\r\n]+/);
  const words = reply.protocol === 'smtp' ? lines.map(withoutSmtpCodes) : lines;
  const joined = words.join(' ').replaceAll(/\s+/g, ' ').trim();
  const codes = reply.protocol === 'smtp' ? [] : responseCodes(reply.code, joined);
  const { replyCode, enhanced } = reply.protocol === 'smtp' ? smtpCodes(reply.code, lines) : noSmtpCodes;
  return {
    protocol: reply.protocol,
    step: reply.step,
    host: (reply.host ?? '').replace(/\.$/, ''),
    said: joined,
    codes,
    status: reply.protocol === 'imap' ? statusWord(joined) : undefined,
    replyCode,
    enhanced,
    temporary: codes.some((code) => temporaryCodes.has(code)) || (replyCode ?? enhanced[0] ?? '').startsWith('4'),
  };
}

export function matches(rule: Rule, reply: ParsedReply): boolean {
  return (
    (rule.protocols === undefined || rule.protocols.includes(reply.protocol)) &&
    (rule.steps === undefined || rule.steps.includes(reply.step)) &&
    (rule.code === undefined || reply.codes.includes(rule.code)) &&
    (rule.status === undefined || reply.status === rule.status) &&
    (rule.reply === undefined || fits(rule.reply, reply.replyCode)) &&
    (rule.enhanced === undefined || rule.enhanced.some((code) => reply.enhanced.includes(code))) &&
    (rule.host === undefined || rule.host.test(reply.host)) &&
    (rule.text === undefined || rule.text.test(reply.said))
  );
}

/** `4xx` fits any code that begins with 4. */
function fits(pattern: string, replyCode: string | undefined): boolean {
  return (
    replyCode !== undefined &&
    (pattern === replyCode || (pattern.endsWith('xx') && replyCode.startsWith(pattern.slice(0, 1))))
  );
}

/**
 * In brackets wherever they stand: some servers put them behind the text. A code may have an argument (`WEBALERT url`), and
 * a more general one in front of it (`SYS/TEMP/DISK`, RFC 2449 §8), which counts too.
 */
function responseCodes(given: string | undefined, said: string): string[] {
  const inText = [...said.matchAll(/\[([A-Za-z][A-Za-z/-]+)(?: [^\]]*)?\]/g)].map((match) => match[1] ?? '');
  return [given ?? '', ...inText]
    .map((code) => (code.split(' ')[0] ?? '').toUpperCase())
    .filter((code) => code !== '')
    .flatMap((code) => [code, ...(/^[A-Z]+\/[A-Z]+(?=\/)/.exec(code) ?? [])]);
}

function statusWord(said: string): 'NO' | 'BAD' | 'BYE' | undefined {
  const word = /^(?:\*|[A-Za-z]{0,4}\d+)? ?(NO|BAD|BYE)\b/.exec(said)?.[1];
  return word === 'NO' || word === 'BAD' || word === 'BYE' ? word : undefined;
}

const noSmtpCodes = { replyCode: undefined, enhanced: [] };

/** Every line of a reply may begin with `535-5.7.8 ` (RFC 5321 §4.2.1, RFC 2034 §4). */
function smtpCodes(given: string | undefined, lines: readonly string[]) {
  const parts = [given ?? '', ...lines].map((line) =>
    /^\s*(?:([2-5]\d\d)(?![\d.]))?[ -]?\s*#?(?:([245]\.\d{1,3}\.\d{1,3})\b)?/.exec(line),
  );
  const enhancedInText = lines.flatMap((line) => line.match(/(?<![\d.])[45]\.\d{1,2}\.\d{1,3}(?![\d.])/g) ?? []);
  return {
    replyCode: parts.map((part) => part?.[1]).find((code) => code !== undefined),
    enhanced: [...parts.map((part) => part?.[2]).filter((code) => code !== undefined), ...enhancedInText],
  };
}

/** The codes that every line repeats would tear a sentence of two lines apart. */
function withoutSmtpCodes(line: string): string {
  return line
    .replace(/^\s*[2-5]\d\d(?=[ -]|$)[ -]?/, '')
    .replaceAll(/(?<![\d.])[245]\.\d{1,2}\.\d{1,3}(?![\d.]) ?/g, '');
}
