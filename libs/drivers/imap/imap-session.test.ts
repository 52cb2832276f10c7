import type { Socket } from 'node:net';
import { attemptAt, failureOf } from '@mail-access/driver-conformance';
import { plainAttempt } from '@mail-access/driver-spec';
import type { Egress } from '@mail-access/egress';
import { Secret } from '@mail-access/secret';
import { scriptedImapServer, type ConversationScript, type ScriptedServer } from '@mail-access/testkit';
import { expect, it } from 'vitest';
import { imapDriver } from './index.js';

const token = { name: 'X-Token', value: 'abc' };
const soon = () => AbortSignal.timeout(400);

function connect(server: ScriptedServer) {
  const [address, attempt] = attemptAt(server);
  return imapDriver.connect(address, { username: 'ada', password: Secret.of('secret') }, attempt);
}

function opens(s: ConversationScript): ConversationScript {
  s.says('* OK [CAPABILITY IMAP4rev1] ready')
    .expects('LOGIN "ada" "secret"')
    .answers('OK [CAPABILITY IMAP4rev1 NAMESPACE] in');
  return s.expects('EXAMINE INBOX').answers('* 3 EXISTS', '* OK [UIDNEXT 104] next', 'OK [READ-ONLY] done');
}

it('reads only what came since connect, and a few before', async () => {
  await using server = await scriptedImapServer((s) => {
    opens(s).expects('NAMESPACE').answers('* NAMESPACE (("" "/")) NIL NIL', 'OK done');
    s.expects('LIST "" "*"').answers('* LIST () "/" INBOX', 'OK done');
    s.expects('LSUB "" "*"').answers('* LSUB () "/" INBOX', 'OK done');
    s.expects('EXAMINE INBOX').answers('* 4 EXISTS', '* OK [UIDVALIDITY 7] same', '* OK [UIDNEXT 105] next', 'OK done');
    s.expects('UID FETCH 94:* (UID BODY.PEEK[HEADER.FIELDS (X-Token)])').answers(
      '* 3 FETCH (UID 103 BODY[HEADER.FIELDS (X-Token)] {2}\r\n\r\n)',
      '* 4 FETCH (UID 104 BODY[HEADER.FIELDS (X-Token)] {18}\r\nx-token:\r\n abc\r\n\r\n)',
      'OK done',
    );
  });
  const session = await connect(server);
  expect(await session.locate(token, AbortSignal.timeout(2_000))).toEqual({ id: '7.104', folder: 'INBOX' });
  await session.close();
  server.expectConversationFinished();
});

it('is disconnected when the server hung up meanwhile', async () => {
  await using server = await scriptedImapServer((s) => opens(s).drops());
  const session = await connect(server);
  expect(await failureOf(session.locate(token, soon()))).toMatchObject({ kind: 'disconnected', phase: 'use' });
  await session.close();
});

it.each<[string, string, (s: ConversationScript) => void]>([
  ['a hang-up', 'disconnected', (s) => s.drops()],
  ['a BYE', 'disconnected', (s) => s.says('* BYE shutting down').drops()],
  ['silence', 'timed-out', (s) => s.staysSilent()],
  ['a line without end', 'protocol-violation', (s) => s.streamsForever('x'.repeat(100_000))],
])('ends with %s: %s', async (_what, kind, answer) => {
  await using server = await scriptedImapServer((s) => {
    opens(s).expects('NAMESPACE').answers();
    answer(s);
  });
  const session = await connect(server);
  const signal = kind === 'timed-out' ? soon() : AbortSignal.timeout(5_000);
  expect(await failureOf(session.locate(token, signal))).toMatchObject({ kind, phase: 'use' });
  await session.close();
});

it('closes without waiting for a server that says nothing more', async () => {
  await using server = await scriptedImapServer((s) => opens(s).expects('LOGOUT').answers());
  const session = await connect(server);
  const before = performance.now();
  await session.close();
  expect(performance.now() - before).toBeLessThan(2_500);
});

it('hangs up when the server refuses to list its folders', async () => {
  await using server = await scriptedImapServer((s) => {
    opens(s).expects('NAMESPACE').answers('* NAMESPACE (("" "/")) NIL NIL', 'OK done');
    s.expects('LIST "" "*"').refuses('NO not today');
  });
  let socket: Socket | undefined;
  const [address, attempt] = attemptAt(server);
  const { egress } = attempt;
  const watched: Egress = {
    ...egress,
    connect: async (host, port, signal) => (socket = await egress.connect(host, port, signal)),
  };
  const credential = { username: 'ada', password: Secret.of('secret') };
  const session = await imapDriver.connect(address, credential, plainAttempt(watched, attempt.signal));
  expect(await failureOf(session.locate(token, soon()))).toMatchObject({ kind: 'mailbox-refused', phase: 'use' });
  await session.close();
  expect(socket?.destroyed).toBe(true);
});
