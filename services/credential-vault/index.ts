// What the benchmark measures without the bus around it.
export { decryptSecret } from './envelope/decrypt-secret.js';
export { encryptSecret, type Envelope } from './envelope/encrypt-secret.js';
export { FileKeyWrapper } from './keys/file-key-wrapper.js';
export { readKeyFile } from './keys/key-file.js';
