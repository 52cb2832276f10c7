import { describeReachFailures } from '@mail-access/driver-conformance';
import { Secret } from '@mail-access/secret';
import { scriptedSmtpServer } from '@mail-access/testkit';
import { smtpDriver } from './index.js';

describeReachFailures({
  protocol: 'smtp',
  connect: (server, attempt) =>
    smtpDriver.connect(server, { username: 'ada', password: Secret.of('lovelace-1843') }, attempt),
  startServer: scriptedSmtpServer,
  greeting: '220 mail.example.com ESMTP',
  refusal: {
    greeting: '421 4.7.0 Too many concurrent SMTP connections',
    reply: { text: 'Too many concurrent SMTP connections', code: '421 4.7.0' },
  },
  offersNoTls: (s) => s.expects('EHLO [127.0.0.1]').answers('250-mail.example.com', '250 AUTH PLAIN'),
  asksForTls(s) {
    s.expects('EHLO [127.0.0.1]').answers('250-mail.example.com', '250-STARTTLS', '250 SIZE 1000');
    return s.expects('STARTTLS');
  },
  consent: '220 2.0.0 begin TLS',
});
