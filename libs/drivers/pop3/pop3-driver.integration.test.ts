import { describeIncomingDriver } from '@mail-access/driver-conformance';
import { pop3Driver } from './index.js';

describeIncomingDriver({ driver: pop3Driver, ports: ({ pop3, pop3s }) => ({ plain: pop3, tls: pop3s }) });
