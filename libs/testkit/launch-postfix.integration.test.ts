import { createCertificateAuthority, startDovecot } from '@mail-access/local';
import { createTransport } from 'nodemailer';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryDirectory } from './launch-directory.js';
import { startPostfix } from './launch-postfix.js';

const ada = { name: 'ada@example.test', password: 'pä ss"wörd' };
const bob = { name: 'bob@example.test', password: 'secret' };

it('takes mail after sign-in, delivers it to Dovecot and refuses a foreign sender and an unknown recipient', async () => {
  using directory = temporaryDirectory();
  const authority = await createCertificateAuthority();
  const certificate = await authority.issue({ names: ['localhost', '127.0.0.1'] });
  await using dovecot = await startDovecot({
    directory: join(directory.path, 'dovecot'),
    users: [ada, bob],
    certificate,
  });
  await using postfix = await startPostfix({
    ...{ directory: join(directory.path, 'postfix'), dovecot, certificate },
    mailboxes: [ada.name, bob.name],
  });
  const mail = createTransport({
    ...{ host: '127.0.0.1', port: postfix.submission, requireTLS: true, tls: { ca: authority.caPem } },
    auth: { user: ada.name, pass: ada.password },
  });
  const message = { from: ada.name, to: bob.name, subject: 'hello', text: 'hello' };
  expect((await mail.sendMail(message)).accepted).toEqual([bob.name]);
  await expect(mail.sendMail({ ...message, from: bob.name })).rejects.toMatchObject({ responseCode: 553 });
  await expect(mail.sendMail({ ...message, to: 'nobody@example.test' })).rejects.toMatchObject({ responseCode: 550 });
});
