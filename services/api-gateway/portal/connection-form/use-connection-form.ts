import type { ConnectionSettings } from '@mail-access/contracts';
import { type SubmitEvent, useReducer, useRef, useState } from 'react';
import type { ConnectionRequest } from '../api/portal-api.js';
import { type ApiProblem, asProblem } from '../api/problem.js';
import { useWording } from '../wording/wording.js';
import { checkDraft } from './check-draft.js';
import { type Draft, type FieldName, requestOf } from './draft.js';
import { type FormState, formReducer, refusedFields, startForm, visibleErrors } from './form-state.js';

/** What a field component needs of its form. */
export interface FormControl {
  readonly draft: Draft;
  readonly saved: ConnectionSettings | null;
  readonly cleaned: FormState['cleaned'];
  readonly change: <K extends FieldName>(field: K, value: Draft[K]) => void;
  readonly leave: (field: FieldName) => void;
  /** The sentence to show at a field, or null. */
  readonly errorOf: (field: FieldName) => string | null;
}

export interface ConnectionFormOptions {
  readonly initial: Draft;
  readonly saved: ConnectionSettings | null;
  readonly onDraft: (draft: Draft) => void;
  readonly save: (request: ConnectionRequest, draft: Draft) => Promise<void>;
}

export interface Submission {
  readonly busy: boolean;
  /** Why nothing was saved, other than a field. */
  readonly problem: ApiProblem | null;
  /** Counts the submissions that found errors, so that the summary can take focus again. */
  readonly refusals: number;
  readonly submit: (event: SubmitEvent) => void;
}

export function useConnectionForm(options: ConnectionFormOptions) {
  const { saved } = options;
  const wording = useWording();
  const [state, dispatch] = useReducer(formReducer, options.initial, startForm);
  const errors = visibleErrors(state, saved, wording.form.problem);
  const control: FormControl = {
    draft: state.draft,
    saved,
    cleaned: state.cleaned,
    change: (field, value) => {
      const action = { type: 'changed', change: { field, value } } as Parameters<typeof dispatch>[0];
      options.onDraft(formReducer(state, action).draft);
      dispatch(action);
    },
    leave: (field) => dispatch({ type: 'left', field }),
    errorOf: (field) => errors[field] ?? null,
  };
  const submission = useSubmission(options, state, dispatch);
  return { control, errors, submission };
}

function useSubmission(
  options: ConnectionFormOptions,
  state: FormState,
  dispatch: (action: Parameters<typeof formReducer>[1]) => void,
): Submission {
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [refusals, setRefusals] = useState(0);

  async function send(): Promise<void> {
    const { draft } = formReducer(state, { type: 'sent' });
    dispatch({ type: 'sent' });
    setProblem(null);
    if (Object.keys(checkDraft(draft, options.saved)).length > 0) return setRefusals((count) => count + 1);
    sending.current = true;
    setBusy(true);
    try {
      await options.save(requestOf(draft), draft);
    } catch (error) {
      const refused = asProblem(error);
      dispatch({ type: 'refused', violations: refused.violations });
      const named = Object.keys(refusedFields(refused.violations)).length > 0;
      if (!named) setProblem(refused);
      setRefusals((count) => count + 1);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!sending.current) void send();
  };
  return { busy, problem, refusals, submit };
}
