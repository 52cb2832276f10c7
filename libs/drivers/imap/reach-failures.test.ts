import { describeReachFailures } from '@mail-access/driver-conformance';
import { Secret } from '@mail-access/secret';
import { scriptedImapServer } from '@mail-access/testkit';
import { imapDriver } from './index.js';

describeReachFailures({
  protocol: 'imap',
  connect: (server, attempt) =>
    imapDriver.connect(server, { username: 'ada', password: Secret.of('lovelace-1843') }, attempt),
  startServer: scriptedImapServer,
  greeting: '* OK IMAP4rev1 ready',
  refusal: {
    greeting: '* BYE [UNAVAILABLE] Too many connections',
    reply: { text: 'Too many connections', code: 'UNAVAILABLE' },
  },
  offersNoTls: (s) => s.expects('CAPABILITY').answers('* CAPABILITY IMAP4rev1', 'OK done'),
  asksForTls(s) {
    s.expects('CAPABILITY').answers('* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED', 'OK done');
    return s.expects('STARTTLS');
  },
  consent: 'OK begin TLS',
});
