import type { KeyRing } from './key-ring.js';

/** SQLSTATE of a row that refers to one which is not there, and the constraint that refers to a key version. */
const foreignKeyViolation = '23503';
const constraint = 'credential_wrapped_by';

/**
 * Runs work that encrypts something and stores it. A version that was retired between the two makes the database refuse the
 * row: then the work is done anew, with the version that is in use by now.
 */
export async function underCurrentKey<T>(ring: Pick<KeyRing, 'refresh'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, driverError } = error as { code?: unknown; driverError?: { constraint?: unknown } };
    if (code !== foreignKeyViolation || driverError?.constraint !== constraint) throw error;
  }
  await ring.refresh();
  return await work();
}
