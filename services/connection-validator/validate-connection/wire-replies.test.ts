import { scriptedImapServer, scriptedPop3Server, scriptedSmtpServer } from '@mail-access/testkit';
import wireReplies from '@mail-access/wording/wire-replies' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { prove, type ProvenRun } from './testing/prove-for-test.js';
import { workingMailbox } from './testing/working-mailbox.js';

// The table of libs/wording reads these replies as they stand; here they come from a server, through driver and step.
type Row = (typeof wireReplies.rows)[number];
const rows = wireReplies.rows.filter((row) => row.expect !== undefined);
const at = (proto: string, ...steps: string[]) => rows.filter((row) => row.proto === proto && steps.includes(row.step));

/** Of a pattern that is only a code or a text, the line that a server would send. */
const imapLine = ({ pattern }: Row) => (/^(?:NO|BAD) /.test(pattern) ? pattern : `NO ${pattern}`);
const smtpLine = ({ pattern }: Row) => {
  const line = pattern.replace(/^(\d\.\d+\.\d+)\/\d\.\d+\.\d+/, '$1');
  if (/^\d{3}[ -]/.test(line)) return line.replace(/^(\d{3})-/, '$1 ');
  return `${line.startsWith('4') ? '450' : '550'} ${line}`;
};

async function proveImap(row: Row): Promise<ProvenRun> {
  await using server = await scriptedImapServer((s) => {
    s.says('* OK IMAP4rev1 ready');
    s.expects('CAPABILITY').answers('* CAPABILITY IMAP4rev1', 'OK done');
    const login = s.expects(/^LOGIN /);
    if (row.step !== 'mailbox_open') return login.refuses(imapLine(row));
    login.answers('OK signed in');
    return s.expects('EXAMINE INBOX').refuses(imapLine(row));
  });
  return await prove({ incoming: { protocol: 'imap', host: server.host, port: server.port, security: 'none' } });
}

async function provePop3(row: Row): Promise<ProvenRun> {
  await using server = await scriptedPop3Server((s) => {
    s.says('+OK POP3 ready');
    s.expects('CAPA').answers('+OK', 'USER', '.');
    s.expects(/^USER /).answers('+OK');
    s.expects(/^PASS /).refuses(row.pattern);
  });
  return await prove({ incoming: { protocol: 'pop3', host: server.host, port: server.port, security: 'none' } });
}

async function proveSmtp(row: Row, step: string): Promise<ProvenRun> {
  await using server = await scriptedSmtpServer((s) => {
    if (step === 'greeting') return s.says(smtpLine(row));
    s.says('220 mail.example ESMTP');
    s.expects(/^EHLO /).answers('250-mail.example', '250-STARTTLS', '250 AUTH PLAIN LOGIN');
    if (step === 'tls') return s.expects('STARTTLS').refuses(smtpLine(row));
    const auth = s.expects(/^AUTH PLAIN /);
    if (step === 'auth') return auth.refuses(smtpLine(row));
    auth.answers('235 2.7.0 ok');
    const mail = s.expects(/^MAIL /);
    if (step === 'mail_from') return mail.refuses(smtpLine(row));
    mail.answers('250 ok');
    const recipient = s.expects(/^RCPT /);
    if (step === 'rcpt') return recipient.refuses(smtpLine(row));
    recipient.answers('250 ok');
    s.expects('DATA').answers('354 go');
    return s.receivesMessage().refuses(smtpLine(row));
  });
  const security = step === 'tls' ? 'starttls' : 'none';
  const outgoing = { host: server.host, port: server.port, security } as const;
  return await prove({ outgoing }, { incomingDriver: workingMailbox() });
}

describe('what servers were seen to say, said to a subscriber', () => {
  it.each(at('imap', 'login', 'any', 'mailbox_open'))('IMAP: $pattern → $expect', async (row) => {
    expect((await proveImap(row)).failure?.split(' ')[1]).toBe(row.expect);
  });

  it.each(at('pop3', 'login'))('POP3: $pattern → $expect', async (row) => {
    expect((await provePop3(row)).failure?.split(' ')[1]).toBe(row.expect);
  });

  const outgoing = at('smtp', 'greeting', 'tls', 'auth', 'mail_from', 'rcpt', 'data/rcpt', 'mail_from/rcpt').flatMap(
    (row) => row.step.split('/').map((step) => [step, row.pattern, row.expect, row] as const),
  );
  it.each(outgoing)('SMTP %s: %s → %s', async (step, _pattern, expected, row) => {
    expect((await proveSmtp(row, step)).failure?.split(' ')[1]).toBe(expected);
  });
});
