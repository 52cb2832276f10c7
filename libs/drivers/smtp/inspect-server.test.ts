import { attemptAt, failureOf } from '@mail-access/driver-conformance';
import { scriptedSmtpServer } from '@mail-access/testkit';
import { expect, it } from 'vitest';
import { inspectSmtpServer } from './index.js';

it('tells the mechanisms of a server, and signs in to nothing', async () => {
  await using server = await scriptedSmtpServer((s) => {
    s.says('220 ready');
    s.expects('EHLO [127.0.0.1]').answers('250-ready', '250-AUTH=PLAIN LOGIN', '250 AUTH PLAIN LOGIN XOAUTH2');
  });
  const [address, attempt] = attemptAt(server, 'none');
  expect(await inspectSmtpServer(address, attempt)).toEqual({ mechanisms: ['PLAIN', 'LOGIN', 'XOAUTH2'] });
  server.expectConversationFinished();
});

it('leaves a server that turns us away', async () => {
  await using server = await scriptedSmtpServer((s) => s.says('554 not you'));
  const [address, attempt] = attemptAt(server, 'none');
  expect(await failureOf(inspectSmtpServer(address, attempt))).toMatchObject({ kind: 'server-refused' });
});
