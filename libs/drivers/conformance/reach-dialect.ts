import type { Attempt, ServerAddress } from '@mail-access/driver-spec';
import type { ConversationScript, ScriptedServer, ScriptedServerOptions } from '@mail-access/testkit';

/** What is different from protocol to protocol before anybody signs in. */
export interface ReachDialect {
  readonly protocol: 'imap' | 'pop3' | 'smtp';
  /** Runs the driver's `connect` with any credential. */
  connect(server: ServerAddress, attempt: Attempt): Promise<{ close(): Promise<void> }>;
  startServer(write: (script: ConversationScript) => void, options?: ScriptedServerOptions): Promise<ScriptedServer>;
  readonly greeting: string;
  /** A greeting that turns us away, and how it reads. */
  readonly refusal: { readonly greeting: string; readonly reply: { readonly text: string; readonly code?: string } };
  /** The server is asked what it can do, and has no STARTTLS. */
  offersNoTls(script: ConversationScript): void;
  /** The server offers STARTTLS; the client asks for it. What it is answered with is up to the test. */
  asksForTls(script: ConversationScript): { answers(...lines: string[]): ConversationScript };
  readonly consent: string;
}

/** Greetings that belong elsewhere, the other two mail protocols among them. */
export const foreignGreetings: readonly (readonly [name: string, line: string])[] = [
  ['imap', '* OK [CAPABILITY IMAP4rev1] ready'],
  ['pop3', '+OK POP3 ready'],
  ['smtp', '220 mail.example.com ESMTP'],
  ['a web server', 'HTTP/1.1 400 Bad Request'],
  ['a shell', 'SSH-2.0-OpenSSH_9.2p1 Debian-2'],
  ['nobody', 'lorem ipsum \u0001\u0002'],
];
