export { attemptAt } from './attempt-at.js';
export { describeIncomingDriver, type IncomingSubject } from './describe-incoming-driver.js';
export { describeReachFailures } from './describe-reach-failures.js';
export { describeSubmissionDriver } from './describe-submission-driver.js';
export { ada, startMailboxes, type Mailboxes } from './dovecot-mailboxes.js';
export { failureOf } from './failure-of.js';
export { authority, localhostCertificate, loopbackEgress } from './loopback-egress.js';
export type { ReachDialect } from './reach-dialect.js';
