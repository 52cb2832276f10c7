// RFC 9051 section 7: status responses with their codes, and CAPABILITY; other data keeps its text only.

export interface ImapResponse {
  /** `*`, `+` or the tag of the command that it completes. */
  readonly tag: string;
  /** OK, NO, BAD, BYE, PREAUTH or CAPABILITY; null for other data. */
  readonly status: string | null;
  /** Response code in capitals, without its arguments. */
  readonly code: string | null;
  /** Arguments of the response code. */
  readonly codeArguments: string;
  readonly capabilities: ReadonlySet<string> | null;
  /** What is left: text for people, or the data. */
  readonly text: Buffer;
}

const statusResponse = /^(OK|NO|BAD|BYE|PREAUTH)(?: |$)(?:\[([^\]\s]+)(?: ([^\]]*))?\] ?)?/i;

/** Null: not a response. */
export function parseResponse(line: Buffer): ImapResponse | null {
  const ascii = line.toString('latin1');
  const tag = /^(\*|\+|[^\s(){%*"\\\]+]+)(?: |$)/.exec(ascii)?.[1];
  if (tag === undefined) return null;
  const start = tag.length + 1;
  const status = statusResponse.exec(ascii.slice(start));
  if (!status) return untaggedData(tag, line, start);
  const [matched, word = '', code = null, codeArguments = ''] = status;
  const isCapability = code?.toUpperCase() === 'CAPABILITY';
  return {
    tag,
    status: word.toUpperCase(),
    code: code?.toUpperCase() ?? null,
    codeArguments,
    capabilities: isCapability ? capabilitySet(codeArguments) : null,
    text: line.subarray(start + matched.length),
  };
}

function untaggedData(tag: string, line: Buffer, start: number): ImapResponse {
  const text = line.subarray(start);
  const capabilities = /^CAPABILITY(?: (.*))?$/i.exec(text.toString('latin1'));
  return {
    tag,
    status: capabilities ? 'CAPABILITY' : null,
    code: null,
    codeArguments: '',
    capabilities: capabilities ? capabilitySet(capabilities[1] ?? '') : null,
    text,
  };
}

function capabilitySet(list: string): ReadonlySet<string> {
  return new Set(list.toUpperCase().split(/\s+/).filter(Boolean));
}
