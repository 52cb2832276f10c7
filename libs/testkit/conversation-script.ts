import { setTimeout as wait } from 'node:timers/promises';
import type { ServerCertificate } from './server-certificate.js';

/** What a step can do to the connection it is played on. */
export interface Stage {
  /** Sends lines as the dialect completes them (IMAP: with the tag of the command). */
  answer(lines: readonly string[]): void;
  send(bytes: string | Uint8Array): Promise<void>;
  /** Null: the client hung up. */
  hear(): Promise<string | null>;
  /** False: the client hung up. */
  hearAnything(): Promise<boolean>;
  /** Takes the tag off a command, where the dialect has tags. */
  command(line: string): string;
  keepMessage(message: string): void;
  upgrade(certificate: ServerCertificate): Promise<void>;
  drop(): void;
  readonly gone: AbortSignal;
}

export interface Step {
  readonly title: string;
  /** Whether it needs a word of the client to be played: the others are played as soon as they are reached. */
  readonly waits: boolean;
  played: boolean;
  /** False: the client hung up, the rest is not reached. */
  play(stage: Stage): Promise<boolean>;
}

/** The client did not follow the script: a fault of the test, or of the client. */
export class ConversationBroken extends Error {
  override readonly name = 'ConversationBroken';
}

/** What a command is met with. */
export interface Meeting {
  /** Untagged lines first, the completion last. */
  answers(...lines: string[]): ConversationScript;
  /** The same, and the reader sees that it is a refusal. */
  refuses(...lines: string[]): ConversationScript;
}

/** A conversation, line by line, in the order in which it is played. */
export class ConversationScript {
  /** One list a connection. */
  readonly parts: Step[][] = [[]];

  /** Sends lines without being asked. */
  says(...lines: string[]): this {
    return this.#step(`says ${lines.join(' / ')}`, (stage) => stage.send(lines.map((line) => `${line}\r\n`).join('')));
  }

  /** Sends bytes as they are, without a line end. */
  saysBytes(bytes: string | Uint8Array): this {
    return this.#step('says bytes', (stage) => stage.send(bytes));
  }

  /** Waits for a command; a string is the whole of it, in capitals or not. */
  expects(command: string | RegExp): Meeting {
    return this.#expects(command, (stage, line) => stage.command(line));
  }

  /** Waits for a line that belongs to the command before it: the answer to a challenge. */
  continues(line: string | RegExp): Meeting {
    return this.#expects(line, (_stage, heard) => heard);
  }

  /** Waits for bytes, whatever they are: a TLS handshake that is not understood. */
  takesAnything(): this {
    const step: Step = { title: 'takes anything', waits: true, played: false, play: (stage) => stage.hearAnything() };
    this.parts.at(-1)?.push(step);
    return this;
  }

  /** Reads lines up to a single dot and keeps them as a message. */
  receivesMessage(): Meeting {
    return this.#meeting('a message', async (stage) => {
      const lines: string[] = [];
      for (let line = await stage.hear(); line !== '.'; line = await stage.hear()) {
        if (line === null) return false;
        lines.push(line.replace(/^\./, ''));
      }
      stage.keepMessage(lines.join('\r\n'));
      return true;
    });
  }

  /** Sends text byte by byte. */
  drips(text: string, everyMs: number): this {
    return this.#step(`drips ${text}`, async (stage) => {
      for (const byte of Buffer.from(text)) {
        if (stage.gone.aborted) return;
        await stage.send(Buffer.of(byte));
        await wait(everyMs);
      }
    });
  }

  /** Sends the same again and again, until the client hangs up. */
  streamsForever(chunk: string): this {
    return this.#step('streams for ever', async (stage) => {
      while (!stage.gone.aborted) await stage.send(chunk);
    });
  }

  /** Says nothing more, and holds the connection open. */
  staysSilent(): this {
    return this.#step('stays silent', async (stage) => {
      if (!stage.gone.aborted) await new Promise((resolve) => stage.gone.addEventListener('abort', resolve));
    });
  }

  /** Hangs up. */
  drops(): this {
    return this.#step('drops', async (stage) => stage.drop());
  }

  /** Starts TLS; what is said and heard from here on is secured. */
  upgradesToTls(certificate: ServerCertificate): this {
    return this.#step('upgrades to TLS', (stage) => stage.upgrade(certificate));
  }

  /** What follows is played on another connection. */
  nextConnection(): this {
    this.parts.push([]);
    return this;
  }

  #expects(wanted: string | RegExp, read: (stage: Stage, line: string) => string): Meeting {
    return this.#meeting(`expects ${String(wanted)}`, async (stage) => {
      const line = await stage.hear();
      if (line === null) return false;
      const said = read(stage, line);
      const matches = typeof wanted === 'string' ? wanted.toLowerCase() === said.toLowerCase() : wanted.test(said);
      if (!matches) throw new ConversationBroken(`expected ${String(wanted)}, heard ${said}`);
      return true;
    });
  }

  #meeting(title: string, meet: (stage: Stage) => Promise<boolean>): Meeting {
    const step: Step = { title, waits: true, played: false, play: meet };
    this.parts.at(-1)?.push(step);
    const answers = (...lines: string[]) => {
      step.play = async (stage) => {
        if (!(await meet(stage))) return false;
        stage.answer(lines);
        return true;
      };
      return this;
    };
    return { answers, refuses: answers };
  }

  #step(title: string, play: (stage: Stage) => Promise<void>): this {
    this.parts.at(-1)?.push({ title, waits: false, played: false, play: (stage) => play(stage).then(() => true) });
    return this;
  }
}
