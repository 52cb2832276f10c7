import {
  DriverFailure,
  noCredential,
  serverReply,
  type CutCredential,
  type LineConnection,
  type ServerReply,
} from '@mail-access/driver-spec';

export interface Pop3Answer {
  readonly ok: boolean;
  readonly reply: ServerReply;
}

/** One command, one status line (RFC 1939 section 3), and for some commands a list that ends with a dot. */
export class Pop3Connection {
  /** Cut out of everything the server says from here on. */
  cut: CutCredential = noCredential;

  constructor(readonly lines: LineConnection) {}

  async command(line: string, signal: AbortSignal): Promise<Pop3Answer> {
    this.send(line);
    return this.answer(signal);
  }

  send(line: string): void {
    this.lines.allow();
    this.lines.write(`${line}\r\n`);
  }

  /** A line that is neither `+OK` nor `-ERR` is no POP3. */
  async answer(signal: AbortSignal): Promise<Pop3Answer> {
    const answer = this.parseStatus(await this.lines.readLine(signal));
    if (!answer) throw new DriverFailure('protocol-violation');
    return answer;
  }

  parseStatus(line: Buffer): Pop3Answer | null {
    const status = /^(\+OK|-ERR)(?: |$)/i.exec(line.toString('latin1'));
    if (!status) return null;
    const text = line.subarray(status[0].length);
    // Response codes: RFC 2449 section 8, RFC 3206.
    const code = /^\s*\[([^\]\s]+)[^\]]*\] ?/.exec(text.toString('latin1'));
    const rest = code ? text.subarray(code[0].length) : text;
    const reply = { lines: [rest], ...(code?.[1] ? { code: code[1].toUpperCase() } : {}) };
    return { ok: status[1]?.startsWith('+') === true, reply: serverReply(reply, this.cut) };
  }

  /** The lines of a list, dots unstuffed. The reader may stop early only by giving up the connection. */
  async *list(signal: AbortSignal): AsyncGenerator<Buffer, void> {
    for (;;) {
      const line = await this.lines.readLine(signal);
      if (line[0] !== 0x2e) yield line;
      else if (line.length === 1) return;
      else yield line.subarray(1);
    }
  }
}
