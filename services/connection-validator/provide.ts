/** Injection tokens of what has no class of its own. */
export const DATABASE = Symbol('Database');
