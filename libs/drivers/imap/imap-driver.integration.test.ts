import { describeIncomingDriver } from '@mail-access/driver-conformance';
import { imapDriver } from './index.js';

describeIncomingDriver({ driver: imapDriver, ports: ({ imap, imaps }) => ({ plain: imap, tls: imaps }) });
