import { ada, attemptAt, authority, startMailboxes } from '@mail-access/driver-conformance';
import { Secret } from '@mail-access/secret';
import { ImapFlow } from 'imapflow';
import { expect, it } from 'vitest';
import { imapDriver } from './index.js';

it('finds a message that was taken for junk', async () => {
  await using mailboxes = await startMailboxes();
  const { imap, imaps, host } = mailboxes.dovecot;
  const [address, attempt] = attemptAt({ host, port: imap }, 'starttls', AbortSignal.timeout(10_000));
  const credential = { username: ada.name, password: Secret.of(ada.password) };
  const session = await imapDriver.connect(address, credential, attempt);
  const filter = new ImapFlow({
    ...{ host, port: imaps, secure: true, logger: false, tls: { ca: authority.caPem } },
    auth: { user: ada.name, pass: ada.password },
  });
  await filter.connect();
  await filter.append('Junk', 'X-Token: abc\r\nSubject: hello\r\n\r\nhello\r\n');
  await filter.logout();
  const found = await session.locate({ name: 'X-Token', value: 'abc' }, AbortSignal.timeout(10_000));
  expect(found?.folder).toBe('Junk');
  await session.close();
});
