export { describeDiagnosis } from './describe-diagnosis.js';
export { isRetryable } from './is-retryable.js';
export type { DiagnosisContext, MailProtocol, Side } from './scene.js';
export { stepTitle } from './step-title.js';
export type { TitleContext } from './step-title.js';
export { testMessage } from './test-message.js';
export type { TestMessageFacts } from './test-message.js';
