import type { Diagnosis } from '@mail-access/contracts';

/** What was typed leads to no mailbox that a password could open. `retryAt`: when another look may be made. */
export class SettingsNotUsable extends Error {
  override readonly name = 'SettingsNotUsable';
  constructor(
    readonly diagnosis: Diagnosis,
    readonly retryAt: Date | null = null,
  ) {
    super(`the settings cannot be used: ${diagnosis}`);
  }
}
