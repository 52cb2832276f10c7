import type { ConnectionSettings, Validation } from '@mail-access/contracts';
import type { ConnectionRequest, PortalApi, SavedConnection } from '../api/portal-api.js';
import { type ApiProblem, asProblem } from '../api/problem.js';
import type { Draft } from '../connection-form/draft.js';
import { fieldToCorrect } from '../connection-form/field-to-correct.js';
import { keptInput } from '../connection-form/kept-input.js';
import type { OpenQuestion } from '../discovery/discovery-of.js';
import { formView, type MailboxView } from './mailbox-view.js';
import { draftOfWay, type OtherWay } from './other-way.js';

/** What the subscriber can do. Those that start something throw `ApiProblem`; the others show it as the view. */
export interface MailboxActions {
  readonly keepInput: (draft: Draft) => void;
  readonly save: (request: ConnectionRequest, draft: Draft) => Promise<void>;
  readonly validateAgain: () => Promise<void>;
  /** Opens the form, at the field that the failed run points to when one is given, or as another way to connect. */
  readonly edit: (run?: Validation, way?: OtherWay) => Promise<void>;
  /** Says yes to what was found. `answerId` is the same for every repetition of one answer. */
  readonly confirmServers: (question: OpenQuestion, answerId: string) => Promise<void>;
  readonly showConnection: () => Promise<void>;
  readonly erase: () => Promise<void>;
}

interface MailboxParts {
  readonly api: PortalApi;
  readonly owner: string;
  readonly read: () => Promise<SavedConnection | null>;
  readonly reload: () => Promise<void>;
  readonly fail: (problem: ApiProblem) => void;
  readonly setView: (view: MailboxView) => void;
  readonly setConnection: (connection: SavedConnection | null) => void;
  /** What was sent last, in this page's memory only. */
  readonly sent: { current: Draft | null };
}

export function mailboxActions(parts: MailboxParts): MailboxActions {
  const forgetInput = () => {
    keptInput.forget();
    parts.sent.current = null;
  };
  return {
    keepInput: (draft) => keptInput.keep(parts.owner, draft),
    async save(request, draft) {
      const { validationId } = await parts.api.saveConnection(request);
      keptInput.forget();
      parts.sent.current = draft;
      // It is another one now; it is read when the run ends.
      parts.setConnection(null);
      parts.setView({ kind: 'validating', validationId });
    },
    validateAgain: () => validateAgain(parts),
    edit: (run, way) => edit(parts, run, way),
    confirmServers: (question, answerId) => confirmServers(parts, question, answerId),
    async showConnection() {
      forgetInput();
      await showConnection(parts);
    },
    async erase() {
      await parts.api.eraseConnection();
      forgetInput();
      parts.setConnection(null);
      parts.setView({ ...formView(null), removed: true, focus: undefined });
    },
  };
}

async function validateAgain(parts: MailboxParts): Promise<void> {
  await follow(parts, () => parts.api.startValidation());
}

/** The settings as they are saved, with what the subscriber has accepted; the password stays as it is stored. */
async function confirmServers(parts: MailboxParts, question: OpenQuestion, answerId: string): Promise<void> {
  const saved = (await parts.read())?.settings;
  const settings = saved === undefined ? undefined : accepted(saved, question);
  // Saved anew from elsewhere in the meantime: the question was about other settings.
  if (settings === undefined) return parts.reload();
  await follow(parts, () => parts.api.saveConnection({ settings }, answerId));
}

function accepted(
  settings: ConnectionSettings,
  { confirmHosts, exchangeUrl }: OpenQuestion,
): ConnectionSettings | undefined {
  if (settings.method === 'exchange' && exchangeUrl !== undefined) return { ...settings, url: exchangeUrl };
  if (settings.method !== 'unknown') return undefined;
  return { ...settings, confirmedHosts: [...new Set([...(settings.confirmedHosts ?? []), ...confirmHosts])] };
}

/** Shows the run that `start` starts, or the one that is under way already. */
async function follow(
  { reload, setView }: MailboxParts,
  start: () => Promise<{ readonly validationId: string }>,
): Promise<void> {
  try {
    setView({ kind: 'validating', validationId: (await start()).validationId });
  } catch (error) {
    const problem = asProblem(error);
    if (problem.kind === 'conflict' && problem.validationId !== undefined) {
      setView({ kind: 'validating', validationId: problem.validationId });
    } else if (problem.kind === 'not-found') await reload();
    else throw problem;
  }
}

async function edit(
  { read, fail, setView, sent }: MailboxParts,
  run: Validation | undefined,
  way: OtherWay | undefined,
): Promise<void> {
  try {
    const settings = (await read())?.settings ?? null;
    const form = formView(settings, sent.current ?? undefined);
    if (run !== undefined && way !== undefined) {
      const { draft, focus } = draftOfWay(form.initial, run, way);
      return setView({ ...form, initial: draft, focus });
    }
    const failed = run?.steps.find(({ state }) => state === 'failed');
    setView({ ...form, focus: fieldToCorrect(failed, form.initial) });
  } catch (error) {
    fail(asProblem(error));
  }
}

async function showConnection({ read, fail, setView }: MailboxParts): Promise<void> {
  try {
    const current = await read();
    setView(current === null ? formView(null) : { kind: 'summary', connection: current, focus: true });
  } catch (error) {
    fail(asProblem(error));
  }
}
