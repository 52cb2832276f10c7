import { Refusal, type RequestContract } from '@mail-access/contracts';
import { KeyStoreProblem } from './key-store.js';

/**
 * Does the work of a request. Keys that cannot be reached now, as those of a token that was pulled out, are an outage and no
 * defect: whoever asked may ask again.
 * @throws Refusal `unavailable`
 */
export async function whileKeysAnswer<T>(contract: RequestContract, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof KeyStoreProblem)) throw cause;
    throw new Refusal(contract, 'unavailable', {}, { cause });
  }
}
