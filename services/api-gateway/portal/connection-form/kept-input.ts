import { type Draft, emptyDraft, withoutPasswords } from './draft.js';

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
      // Kept by an earlier release, a draft has no method and is manual.
      const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { owner: string; draft: Partial<Draft> } | null;
      return kept !== null && kept.owner === owner ? { ...emptyDraft, method: 'manual', ...kept.draft } : null;
    } catch {
      return null;
    }
  },
  forget(): void {
    sessionStorage.removeItem(key);
  },
};
