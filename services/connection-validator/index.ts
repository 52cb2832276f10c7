export { connectionValidatorSchema } from './assemble.js';
export { ConnectionRow } from './connection/connection.entity.js';
export { stepsAsAttempt } from './validate-connection/steps-as-attempt.js';
export { ValidationRunner, type ManualProof as Proof } from './validate-connection/validation-runner.js';
export { ValidationRow } from './validation/validation.entity.js';
export { ValidationStore } from './validation/validation-store.js';
