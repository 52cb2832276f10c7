export { createEgress } from './create-egress.js';
export { EgressFailure } from './egress-failure.js';
export type { EgressFailureKind } from './egress-failure.js';
export type { Egress, EgressOptions, FullEgress, PinnedHost, RecordEgress, WebEgress } from './egress.js';
export type { HttpsAnswer, HttpsOutcome, HttpsRefusal } from './https/https-outcome.js';
export type { MxRecord, SrvRecord } from './records/look-up-records.js';
export { judgeAddress } from './addresses/judge-address.js';
export type { Judgement } from './addresses/judge-address.js';
export { mailPorts } from './connect/mail-ports.js';
