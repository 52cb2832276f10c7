import type { ConnectionSettings } from '@mail-access/contracts';
import type { SavedConnection } from '../api/portal-api.js';
import type { ApiProblem } from '../api/problem.js';
import { type Draft, emptyDraft, type FieldName } from '../connection-form/draft.js';
import { draftOf } from '../connection-form/saved-draft.js';

/** What the page shows of the subscriber's mailbox. */
export type MailboxView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'problem'; readonly problem: ApiProblem }
  | FormView
  | { readonly kind: 'validating'; readonly validationId: string }
  | { readonly kind: 'summary'; readonly connection: SavedConnection; readonly focus: boolean };

export interface FormView {
  readonly kind: 'form';
  /** Null: there is no connection yet. */
  readonly saved: ConnectionSettings | null;
  readonly initial: Draft;
  /** The input comes from before a reload or a new sign-in. */
  readonly kept: boolean;
  /** As in `ConnectionForm`. */
  readonly focus: FieldName | null | undefined;
  /** A connection was just removed. */
  readonly removed: boolean;
}

/** What to show first: a run that is still going on, input that was not saved yet, the connection, or an empty form. */
export function firstView(connection: SavedConnection | null, kept: Draft | null): MailboxView {
  const last = connection?.lastValidation;
  if (last?.state === 'running') return { kind: 'validating', validationId: last.validationId };
  if (connection === null || kept !== null) {
    const saved = connection?.settings ?? null;
    return { ...formView(saved, kept ?? emptyDraft), kept: kept !== null, focus: undefined };
  }
  return { kind: 'summary', connection, focus: false };
}

export function formView(saved: ConnectionSettings | null, draft?: Draft): FormView {
  const initial = draft ?? (saved === null ? emptyDraft : draftOf(saved));
  return { kind: 'form', saved, initial, kept: false, focus: null, removed: false };
}
