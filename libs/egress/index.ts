export { createEgress } from './create-egress.js';
export { EgressFailure } from './egress-failure.js';
export type { EgressFailureKind } from './egress-failure.js';
export type { Egress, EgressOptions, PinnedHost } from './egress.js';
export { judgeAddress } from './addresses/judge-address.js';
export type { Judgement } from './addresses/judge-address.js';
export { mailPorts } from './connect/mail-ports.js';
