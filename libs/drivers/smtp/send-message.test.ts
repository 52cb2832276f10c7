import { attemptAt, failureOf } from '@mail-access/driver-conformance';
import { scriptedSmtpServer, type ConversationScript, type ScriptedServer } from '@mail-access/testkit';
import { describe, expect, it } from 'vitest';
import { dotStuffed } from './dot-stuffed.js';
import { smtpDriver } from './index.js';

const soon = () => AbortSignal.timeout(500);
const message = Buffer.from('Subject: hello\n\n.dot\nend');
const envelope = { from: 'ada@example.com', to: ['bob@example.com'] };

function greets(s: ConversationScript, ...extensions: string[]): ConversationScript {
  const lines = ['mail.example.com', ...extensions].map(
    (line, at, all) => `250${at + 1 < all.length ? '-' : ' '}${line}`,
  );
  return s
    .says('220 ready')
    .expects('EHLO [127.0.0.1]')
    .answers(...lines);
}

async function send(server: ScriptedServer, to = envelope, body = message, signal = soon()) {
  const session = await smtpDriver.connect(attemptAt(server)[0], null, attemptAt(server)[1]);
  try {
    return await session.send(to, body, signal);
  } finally {
    await session.close();
  }
}

it('hands a message over, dots and line ends in order', async () => {
  await using server = await scriptedSmtpServer((s) => {
    greets(s, 'SIZE 1000').expects('MAIL FROM:<ada@example.com> SIZE=24').answers('250 2.1.0 ok');
    s.expects('RCPT TO:<bob@example.com>').answers('250 2.1.5 ok');
    s.expects('DATA').answers('354 go');
    s.receivesMessage().answers('250 2.0.0 queued as 1');
  });
  expect(await send(server)).toEqual({ code: '250 2.0.0', text: 'queued as 1' });
  expect(server.messages).toEqual(['Subject: hello\r\n\r\n.dot\r\nend']);
  server.expectConversationFinished();
});

it('stuffs every dot that begins a line, whatever ended the line before', () => {
  expect(dotStuffed(Buffer.from('.a\n.b\r\n..\r.c')).toString()).toBe('..a\r\n..b\r\n...\r\n..c\r\n.\r\n');
  expect(dotStuffed(Buffer.alloc(0)).toString()).toBe('.\r\n');
  const octets = Buffer.from(
    Array.from({ length: 256 }, (_, octet) => octet).filter((octet) => octet !== 10 && octet !== 13),
  );
  expect(dotStuffed(octets).subarray(0, octets.length)).toEqual(octets);
});

describe('addresses beyond ASCII', () => {
  it('have their domain in ASCII where that will do', async () => {
    await using server = await scriptedSmtpServer((s) => {
      greets(s, 'SMTPUTF8').expects('MAIL FROM:<ada@xn--bcher-kva.example>').refuses('550 no');
    });
    await failureOf(send(server, { ...envelope, from: 'ada@bücher.example' }));
    server.expectConversationFinished();
  });

  it('go as they are with SMTPUTF8, and eight-bit text with BODY=8BITMIME', async () => {
    await using server = await scriptedSmtpServer((s) => {
      greets(s, 'SMTPUTF8', '8BITMIME')
        .expects('MAIL FROM:<dävid@example.com> BODY=8BITMIME SMTPUTF8')
        .refuses('550 no');
    });
    await failureOf(send(server, { ...envelope, from: 'dävid@example.com' }, Buffer.from('Subject: été\n\n')));
    server.expectConversationFinished();
  });

  it('are refused by us where the server has no SMTPUTF8', async () => {
    await using server = await scriptedSmtpServer((s) => greets(s));
    const failure = await failureOf(send(server, { ...envelope, to: ['dävid@example.com'] }));
    expect(failure).toMatchObject({ kind: 'recipient-refused', phase: 'use', reply: null });
  });

  it('never carry a command', async () => {
    await using server = await scriptedSmtpServer((s) => greets(s));
    const failure = await failureOf(send(server, { ...envelope, from: 'ada@example.com>\r\nRSET\r\n' }));
    expect(failure).toMatchObject({ kind: 'sender-refused' });
  });
});

describe('a refusal', () => {
  it.each([
    ['MAIL', '553 5.7.1 Sender address rejected', 'sender-refused'],
    ['MAIL', '530 5.7.57 Client not authenticated', 'sender-refused'],
    ['MAIL', '552 5.3.4 Message too big', 'message-refused'],
    ['MAIL', '451 4.3.0 Try later', 'sender-refused'],
    ['RCPT', '550 5.1.1 No such user', 'recipient-refused'],
    ['RCPT', '450 4.2.1 Greylisted', 'recipient-refused'],
    ['DATA', '554 5.5.1 No valid recipients', 'message-refused'],
    ['message', '550 5.7.26 DMARC', 'message-refused'],
  ])('of %s (%s): %s', async (stage, refusal, kind) => {
    await using server = await scriptedSmtpServer((s) => {
      greets(s);
      for (const command of ['MAIL', 'RCPT', 'DATA']) {
        s.expects(new RegExp(`^${command}`)).answers(
          command === stage ? refusal : command === 'DATA' ? '354 go' : '250 ok',
        );
        if (command === stage) return;
      }
      s.receivesMessage().refuses(refusal);
    });
    const failure = await failureOf(send(server));
    const [, code, text] = /^(\d+ [\d.]+) (.*)$/.exec(refusal) ?? [];
    expect(failure).toMatchObject({ kind, phase: 'use', reply: { code, text } });
    server.expectConversationFinished();
  });
});

it.concurrent.each<[string, string, (s: ConversationScript) => void]>([
  ['rubbish', 'protocol-violation', (s) => s.says('what?')],
  ['nothing', 'timed-out', (s) => s.staysSilent()],
  ['a hang-up', 'disconnected', (s) => s.drops()],
])('ends with %s: %s', async (_what, kind, answer) => {
  await using server = await scriptedSmtpServer((s) => {
    greets(s).expects(/^MAIL/).answers();
    answer(s);
  });
  expect(await failureOf(send(server))).toMatchObject({ kind, phase: 'use' });
});
