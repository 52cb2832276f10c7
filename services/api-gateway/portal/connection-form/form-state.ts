import type { ConnectionSettings } from '@mail-access/contracts';
import type { FieldViolation } from '../api/problem.js';
import { changeDraft, type DraftChange } from './change-draft.js';
import { checkDraft, fieldOrder, type FieldProblem } from './check-draft.js';
import { cleanHost, type Removed } from './clean-host.js';
import type { Draft, FieldName } from './draft.js';
import { fieldOfPointer } from './field-of-pointer.js';

/** A sentence at each field that has something wrong. */
export type FieldSentences = Readonly<Partial<Record<FieldName, string>>>;

export type HostField = 'incomingHost' | 'outgoingHost';

/** The form between two key presses. */
export interface FormState {
  readonly draft: Draft;
  /** Fields whose problems are shown: left with something in them, or sent. */
  readonly shown: ReadonlySet<FieldName>;
  /** What the server refused; a field is forgiven as soon as it changes. */
  readonly refused: FieldSentences;
  /** What was taken out of a pasted host. */
  readonly cleaned: Readonly<Partial<Record<HostField, readonly Removed[]>>>;
}

export type FormAction =
  | { readonly type: 'changed'; readonly change: DraftChange }
  | { readonly type: 'left'; readonly field: FieldName }
  | { readonly type: 'sent' }
  | { readonly type: 'refused'; readonly violations: readonly FieldViolation[] };

export function startForm(draft: Draft): FormState {
  return { draft, shown: new Set(), refused: {}, cleaned: {} };
}

export function formReducer(state: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'changed': {
      const { [action.change.field]: _, ...refused } = state.refused;
      const { [action.change.field as HostField]: __, ...cleaned } = state.cleaned;
      return { ...state, draft: changeDraft(state.draft, action.change), refused, cleaned };
    }
    case 'left': {
      const left = cleanHosts(state, isHost(action.field) ? [action.field] : []);
      const empty = left.draft[action.field] === '';
      return empty ? left : { ...left, shown: new Set([...left.shown, action.field]) };
    }
    case 'sent':
      return { ...cleanHosts(state, ['incomingHost', 'outgoingHost']), shown: new Set(fieldOrder), refused: {} };
    case 'refused':
      return { ...state, shown: new Set(fieldOrder), refused: refusedFields(action.violations) };
  }
}

/**
 * The sentences to show now, in the order of the page: of this page's own rules, in the language of the page, and else
 * what the gateway said.
 */
export function visibleErrors(
  state: FormState,
  saved: ConnectionSettings | null,
  sentenceOf: (field: FieldName, problem: FieldProblem) => string,
): FieldSentences {
  const found = checkDraft(state.draft, saved);
  const sentences = fieldOrder.flatMap((field) => {
    const problem = found[field];
    const sentence = problem === undefined ? state.refused[field] : sentenceOf(field, problem);
    return sentence !== undefined && state.shown.has(field) ? [[field, sentence] as const] : [];
  });
  return Object.fromEntries(sentences);
}

/** The fields that a refusal names; the gateway's sentences come in the language of the page. */
export function refusedFields(violations: readonly FieldViolation[]): FieldSentences {
  return Object.fromEntries(
    violations.flatMap(({ pointer, message }) => {
      const field = fieldOfPointer(pointer);
      return field === null ? [] : [[field, message] as const];
    }),
  );
}

function isHost(field: FieldName): field is HostField {
  return field === 'incomingHost' || field === 'outgoingHost';
}

function cleanHosts(state: FormState, fields: readonly HostField[]): FormState {
  let { draft, cleaned } = state;
  for (const field of fields) {
    const { host, port, removed } = cleanHost(draft[field]);
    if (host === draft[field]) continue;
    draft = changeDraft(draft, { field, value: host });
    const portField = field === 'incomingHost' ? 'incomingPort' : 'outgoingPort';
    if (port !== null) draft = changeDraft(draft, { field: portField, value: port });
    if (removed.length > 0) cleaned = { ...cleaned, [field]: removed };
  }
  return { ...state, draft, cleaned };
}
