/**
 * Sealed text that cannot be opened: altered, sealed to another key, for another context, or by another algorithm.
 * One error without detail or cause, because the difference would tell an attacker which guess was closer.
 */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly code = 'seal-broken';

  constructor() {
    super('the sealed text cannot be opened');
  }
}
