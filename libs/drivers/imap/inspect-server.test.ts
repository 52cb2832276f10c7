import { attemptAt, failureOf, localhostCertificate } from '@mail-access/driver-conformance';
import { scriptedImapServer } from '@mail-access/testkit';
import { expect, it } from 'vitest';
import { inspectImapServer } from './index.js';

it('tells the mechanisms of a server, those of after STARTTLS, and signs in to nothing', async () => {
  await using server = await scriptedImapServer((s) => {
    s.says('* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready');
    s.expects('STARTTLS').answers('OK begin').upgradesToTls(localhostCertificate);
    s.expects('CAPABILITY').answers('* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2', 'OK done');
  });
  const [address, attempt] = attemptAt(server, 'starttls');
  expect(await inspectImapServer(address, attempt)).toEqual({ mechanisms: ['PLAIN', 'XOAUTH2', 'LOGIN'] });
  server.expectConversationFinished();
});

it('says nothing of a server that has no TLS to offer', async () => {
  await using server = await scriptedImapServer((s) => s.says('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready'));
  const [address, attempt] = attemptAt(server, 'starttls');
  expect(await failureOf(inspectImapServer(address, attempt))).toMatchObject({ kind: 'encryption-unavailable' });
});
