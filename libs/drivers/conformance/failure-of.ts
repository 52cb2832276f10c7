import { isDriverFailure, type DriverFailure } from '@mail-access/driver-spec';

/** The failure that `work` ends with; throws what else it ended with. */
export async function failureOf(work: Promise<unknown>): Promise<DriverFailure> {
  try {
    await work;
  } catch (error) {
    if (isDriverFailure(error)) return error;
    throw error;
  }
  throw new Error('it should have failed');
}
