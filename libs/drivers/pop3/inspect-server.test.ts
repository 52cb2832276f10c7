import { attemptAt } from '@mail-access/driver-conformance';
import { scriptedPop3Server } from '@mail-access/testkit';
import { expect, it } from 'vitest';
import { inspectPop3Server } from './index.js';

it.each<[string, string[], string[]]>([
  ['with CAPA', ['+OK', 'USER', 'SASL PLAIN XOAUTH2', '.'], ['PLAIN', 'XOAUTH2', 'LOGIN']],
  ['without CAPA', ['-ERR unknown'], ['LOGIN']],
])('tells the mechanisms of a server %s, and signs in to nothing', async (_, answers, mechanisms) => {
  await using server = await scriptedPop3Server((s) => {
    s.says('+OK ready');
    s.expects('CAPA').answers(...answers);
  });
  const [address, attempt] = attemptAt(server, 'none');
  expect(await inspectPop3Server(address, attempt)).toEqual({ mechanisms });
  server.expectConversationFinished();
});
