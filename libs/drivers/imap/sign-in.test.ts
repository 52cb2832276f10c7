import { isDriverFailure, plainAttempt, type DriverFailure } from '@mail-access/driver-spec';
import { createEgress } from '@mail-access/egress';
import { Secret } from '@mail-access/secret';
import { scriptedImapServer } from '@mail-access/testkit';
import { expect, it } from 'vitest';
import { imapDriver } from './index.js';

const egress = createEgress({ dnsServers: [], allow: ['127.0.0.0/8'] });

async function failureOf(work: Promise<unknown>): Promise<DriverFailure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isDriverFailure(error)) throw error ?? new Error('nothing failed');
  return error;
}

it('quotes the server that refuses LOGIN', async () => {
  await using server = await scriptedImapServer((s) => {
    s.says('* OK IMAP4rev1 ready');
    s.expects('CAPABILITY').answers('* CAPABILITY IMAP4rev1', 'OK done');
    s.expects('LOGIN "ada" "wrong"').refuses('NO [AUTHENTICATIONFAILED] Bad password');
  });
  const address = { host: server.host, port: server.port, security: 'none' } as const;
  const credential = { username: 'ada', password: Secret.of('wrong') };
  const failure = await failureOf(
    imapDriver.connect(address, credential, plainAttempt(egress, AbortSignal.timeout(2000))),
  );
  expect(failure).toMatchObject({
    kind: 'sign-in-refused',
    phase: 'sign-in',
    reply: { text: 'Bad password', code: 'AUTHENTICATIONFAILED' },
  });
  server.expectConversationFinished();
});
