import {
  DriverFailure,
  isDriverFailure,
  noCredential,
  serverReply,
  type CutCredential,
  type LineConnection,
  type ServerReply,
} from '@mail-access/driver-spec';
import { parseResponse, type ImapResponse } from './parse-response.js';

/** How a command ended. */
export interface ImapCompletion {
  readonly status: 'OK' | 'NO' | 'BAD';
  readonly reply: ServerReply;
  /** What came before the completion, without what the connection keeps itself (CAPABILITY, BYE, ALERT). */
  readonly untagged: readonly ImapResponse[];
}

/** Literals in the answers to the few commands that are ours are a line of text at most. */
const maxLiteral = 16_384;

/** Commands with tags, up to the mailbox; everything that reads mail is left to ImapFlow. */
export class ImapConnection {
  /** Cut out of everything the server says from here on. */
  cut: CutCredential = noCredential;
  /** In capitals; null until the server told, and again after STARTTLS (RFC 9051 section 6.2.1). */
  capabilities: ReadonlySet<string> | null = null;
  #alerts: Buffer[] = [];
  #bye: ImapResponse | null = null;
  #lastTag = 0;

  constructor(readonly lines: LineConnection) {}

  /** `answers` are sent one by one, each when the server asks for it with `+`. */
  async command(
    line: string,
    signal: AbortSignal,
    answers: readonly (string | Buffer)[] = [],
  ): Promise<ImapCompletion> {
    return this.complete(this.send(line), signal, answers);
  }

  /** Sends without waiting; the tag goes to `complete`. Commands may be sent before the last is answered. */
  send(line: string): string {
    const tag = `a${(this.#lastTag += 1)}`;
    this.lines.allow();
    this.lines.write(`${tag} ${line}\r\n`);
    return tag;
  }

  async complete(
    tag: string,
    signal: AbortSignal,
    answers: readonly (string | Buffer)[] = [],
  ): Promise<ImapCompletion> {
    const waiting = [...answers];
    const untagged: ImapResponse[] = [];
    for (;;) {
      const response = await this.response(signal);
      if (response.tag === tag && response.status) {
        this.learn(response);
        return { status: response.status as ImapCompletion['status'], reply: this.replyOf(response), untagged };
      }
      if (response.tag === '+') this.#answer(waiting.shift());
      else if (response.tag === '*') this.#keep(response, untagged);
      else throw new DriverFailure('protocol-violation');
    }
  }

  /** The next response; a hang-up behind a BYE tells what the BYE said. */
  async response(signal: AbortSignal): Promise<ImapResponse> {
    try {
      const response = parseResponse(await this.#wholeLine(signal));
      if (!response) throw new DriverFailure('protocol-violation');
      return response;
    } catch (error) {
      if (!this.#bye || !isDriverFailure(error) || error.kind !== 'disconnected') throw error;
      throw new DriverFailure('disconnected', { reply: this.replyOf(this.#bye), cause: error });
    }
  }

  replyOf(response: ImapResponse): ServerReply {
    const { text, code } = response;
    const goodbye = this.#bye && this.#bye !== response ? [this.#bye.text] : [];
    const alerts = [...this.#alerts, ...goodbye];
    return serverReply({ lines: [text], ...(code ? { code } : {}), alerts }, this.cut);
  }

  /** Reads capabilities out of a response that tells them. */
  learn(response: ImapResponse): void {
    if (response.capabilities) this.capabilities = response.capabilities;
  }

  /** Forgets what was said in clear, because anybody on the way could have said it (RFC 9051 section 6.2.1). */
  forget(): void {
    this.capabilities = null;
    this.#alerts = [];
    this.#bye = null;
  }

  #keep(response: ImapResponse, untagged: ImapResponse[]): void {
    this.learn(response);
    if (response.status === 'BYE') this.#bye = response;
    else if (response.code === 'ALERT') this.#alerts.push(response.text);
    else if (response.status !== 'CAPABILITY') untagged.push(response);
  }

  /** A challenge that nobody expected is declined (RFC 9051 section 6.2.2), which ends the command. */
  #answer(answer: string | Buffer = '*'): void {
    this.lines.write(typeof answer === 'string' ? `${answer}\r\n` : answer);
  }

  /** A line with its literals in it. */
  async #wholeLine(signal: AbortSignal): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (;;) {
      const line = await this.lines.readLine(signal);
      parts.push(line);
      const literal = /\{(\d{1,15})\}$/.exec(line.subarray(-18).toString('latin1'));
      if (!literal) return parts.length === 1 ? line : Buffer.concat(parts);
      const octets = Number(literal[1]);
      if (octets > maxLiteral) throw new DriverFailure('protocol-violation');
      if (octets > 0) parts.push(await this.lines.readOctets(octets, signal));
    }
  }
}
