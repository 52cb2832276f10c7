import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Where `npm test` leaves Vitest's result as JSON, relative to the root. */
export const testResult = '.local/cache/test-result.json';
