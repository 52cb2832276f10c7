import { attemptAt, failureOf } from '@mail-access/driver-conformance';
import { Secret } from '@mail-access/secret';
import { scriptedPop3Server, type ConversationScript, type ScriptedServer } from '@mail-access/testkit';
import { expect, it } from 'vitest';
import { pop3Driver } from './index.js';

const token = { name: 'X-Token', value: 'abc' };
const soon = () => AbortSignal.timeout(5_000);

function connect(server: ScriptedServer) {
  const [address, attempt] = attemptAt(server);
  return pop3Driver.connect(address, { username: 'ada', password: Secret.of('secret') }, attempt);
}

function opens(s: ConversationScript, messages: number, ...capabilities: string[]): void {
  s.says('+OK ready')
    .expects('CAPA')
    .answers('+OK', 'SASL PLAIN', ...capabilities, '.');
  s.expects(/^AUTH PLAIN/).answers('+OK');
  s.expects('STAT').answers(`+OK ${messages} 1000`);
}

it.concurrent(
  'signs in again, because a maildrop shows no new mail before, and reads headers from the newest on',
  async () => {
    await using server = await scriptedPop3Server((s) => {
      opens(s, 0);
      s.expects('QUIT').answers('+OK');
      s.nextConnection();
      opens(s, 2);
      s.expects('TOP 2 0').answers('+OK', 'Subject: other', '', '.');
      s.expects('TOP 1 0').answers('+OK', 'Subject: ours', '..dotted: yes', 'X-TOKEN:', ' abc', '', '.');
      s.expects('UIDL 1').answers('+OK 1 uid-of-one');
    });
    const session = await connect(server);
    expect(await session.locate(token, soon())).toEqual({ id: 'uid-of-one', folder: 'INBOX' });
    await session.close();
    server.expectConversationFinished();
  },
);

it.concurrent('reads whole messages where TOP is missing, and a digest where UIDL is', async () => {
  await using server = await scriptedPop3Server((s) => {
    opens(s, 1);
    s.expects('QUIT').answers('+OK').nextConnection();
    opens(s, 1);
    s.expects('TOP 1 0').refuses('-ERR unknown');
    s.expects('RETR 1').answers('+OK', 'X-Token: abc', '', `a body line of ${'x'.repeat(20_000)}`, 'X-Token: no', '.');
    s.expects('UIDL 1').refuses('-ERR unknown');
  });
  const session = await connect(server);
  expect((await session.locate(token, soon()))?.id).toMatch(/^sha256:/);
  await session.close();
});

it.concurrent('takes a locked maildrop for "not there yet", and asks again', async () => {
  await using server = await scriptedPop3Server((s) => {
    opens(s, 0);
    s.expects('QUIT').answers('+OK').nextConnection();
    s.says('+OK ready').expects('CAPA').answers('+OK', 'SASL PLAIN', '.');
    s.expects(/^AUTH/).refuses('-ERR [IN-USE] locked');
    s.nextConnection();
    opens(s, 0);
  });
  const session = await connect(server);
  expect(await session.locate(token, soon())).toBeNull();
  expect(await session.locate(token, soon())).toBeNull();
  await session.close();
  server.expectConversationFinished();
});

it.concurrent('waits as long between two sign-ins as the server asks for', async () => {
  await using server = await scriptedPop3Server((s) => {
    opens(s, 0, 'LOGIN-DELAY 60');
    s.expects('QUIT').answers('+OK');
  });
  const session = await connect(server);
  const failure = await failureOf(session.locate(token, AbortSignal.timeout(700)));
  expect(failure).toMatchObject({ kind: 'timed-out', phase: 'use' });
  await session.close();
  server.expectConversationFinished();
});

it.concurrent('fails with the kind of what went wrong, in use', async () => {
  await using server = await scriptedPop3Server((s) => {
    opens(s, 0);
    s.expects('QUIT').answers('+OK').nextConnection();
    opens(s, 1);
    s.expects('TOP 1 0').answers('+OK');
    s.streamsForever(`X-Long: ${'x'.repeat(5_000)}\r\n`);
  });
  const session = await connect(server);
  expect(await failureOf(session.locate(token, soon()))).toMatchObject({ kind: 'protocol-violation', phase: 'use' });
  await session.close();
});
