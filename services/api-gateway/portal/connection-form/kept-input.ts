import { type Draft, withoutPasswords } from './draft.js';

const key = 'mail-access.typed';

/**
 * What was typed and not saved yet, kept in the tab while the subscriber signs in again or reloads. Passwords are never
 * kept, and another subscriber who signs in in the same tab is never shown it.
 */
export const keptInput = {
  keep(owner: string, draft: Draft): void {
    sessionStorage.setItem(key, JSON.stringify({ owner, draft: withoutPasswords(draft) }));
  },
  read(owner: string): Draft | null {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { owner: string; draft: Draft } | null;
      return kept !== null && kept.owner === owner ? kept.draft : null;
    } catch {
      return null;
    }
  },
  forget(): void {
    sessionStorage.removeItem(key);
  },
};
