import { describeReachFailures } from '@mail-access/driver-conformance';
import { Secret } from '@mail-access/secret';
import { scriptedPop3Server } from '@mail-access/testkit';
import { pop3Driver } from './index.js';

describeReachFailures({
  protocol: 'pop3',
  connect: (server, attempt) =>
    pop3Driver.connect(server, { username: 'ada', password: Secret.of('lovelace-1843') }, attempt),
  startServer: scriptedPop3Server,
  greeting: '+OK POP3 ready',
  refusal: {
    greeting: '-ERR [SYS/TEMP] Too many connections',
    reply: { text: 'Too many connections', code: 'SYS/TEMP' },
  },
  offersNoTls: (s) => s.expects('CAPA').answers('+OK', 'USER', 'TOP', '.'),
  asksForTls(s) {
    s.expects('CAPA').answers('+OK', 'STLS', '.');
    return s.expects('STLS');
  },
  consent: '+OK begin TLS',
});
