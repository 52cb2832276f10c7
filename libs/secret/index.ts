export type { JWK } from 'jose';
export { openSealed } from './open-sealed.js';
export { paddedJson } from './padded-json.js';
export { SealBroken } from './seal-broken.js';
export { sealSecret } from './seal-secret.js';
export type { SealingContext } from './sealing-context.js';
export { generateSealingKey, parseSealingKey, parseSealingKeySet } from './sealing-key.js';
export { Secret } from './secret.js';
