/** Injection tokens of what has no class of its own. */
export const DATABASE = Symbol('Database');
export const LOGGER = Symbol('Logger');
/** The `KeyRing` of this replica. */
export const KEY_WRAPPER = Symbol('KeyWrapper');
/** Where its keys are kept. */
export const KEY_STORE = Symbol('KeyStore');
/** The private key that others seal secrets to, for the vault. */
export const SEALING_KEY = Symbol('SealingKey');
