import { describeSubmissionDriver } from '@mail-access/driver-conformance';
import { smtpDriver } from './index.js';

describeSubmissionDriver(smtpDriver);
