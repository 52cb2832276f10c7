import {
  DriverFailure,
  noCredential,
  serverReply,
  type CutCredential,
  type LineConnection,
  type ServerReply,
} from '@mail-access/driver-spec';

/** A reply of one or more lines (RFC 5321 section 4.2). */
export interface SmtpReply {
  /** Three digits. */
  readonly code: number;
  /** Each line without code and enhanced status. */
  readonly lines: readonly Buffer[];
  readonly reply: ServerReply;
}

/** One command, one reply. */
export class SmtpConnection {
  /** Cut out of everything the server says from here on. */
  cut: CutCredential = noCredential;

  constructor(readonly lines: LineConnection) {}

  command(line: string, signal: AbortSignal): Promise<SmtpReply> {
    this.lines.allow();
    this.lines.write(`${line}\r\n`);
    return this.reply(signal);
  }

  async reply(signal: AbortSignal): Promise<SmtpReply> {
    return this.replyFrom(await this.lines.readLine(signal), signal);
  }

  /** The rest of a reply whose first line was read already. */
  async replyFrom(first: Buffer, signal: AbortSignal): Promise<SmtpReply> {
    const lines: Buffer[] = [];
    let status: string | undefined;
    for (let line = first; ; line = await this.lines.readLine(signal)) {
      const [start, code = '', separator, enhanced] = parseLine(line);
      if (start === undefined) throw new DriverFailure('protocol-violation');
      status ??= enhanced;
      lines.push(line.subarray(start));
      if (separator === '-') continue;
      const full = status === undefined ? code : `${code} ${status}`;
      return { code: Number(code), lines, reply: serverReply({ lines, code: full }, this.cut) };
    }
  }
}

// Enhanced status codes: RFC 3463, in replies by RFC 2034.
const replyLine = /^([2-5]\d\d)([ -]|$)(?:([245]\.\d{1,3}\.\d{1,3})(?: |$))?/;

function parseLine(line: Buffer): [start?: number, code?: string, separator?: string, enhanced?: string] {
  const match = replyLine.exec(line.subarray(0, 24).toString('latin1'));
  return match ? [match[0].length, match[1], match[2], match[3]] : [];
}
