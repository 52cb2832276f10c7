import type { Connection, Validation } from '@mail-access/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConnectionRequest, PortalApi } from '../api/portal-api.js';
import { type ApiProblem, asProblem } from '../api/problem.js';
import type { Draft } from '../connection-form/draft.js';
import { fieldToCorrect } from '../connection-form/field-to-correct.js';
import { keptInput } from '../connection-form/kept-input.js';
import { firstView, formView, type MailboxView } from './mailbox-view.js';

export interface Mailbox {
  readonly view: MailboxView;
  /** As it was read last; null while a first one is being validated. */
  readonly connection: Connection | null;
  readonly reload: () => Promise<void>;
  readonly save: (request: ConnectionRequest, draft: Draft) => Promise<void>;
  /** Opens the form, at the field that the failed run points to when one is given. */
  readonly edit: (run?: Validation) => Promise<void>;
  readonly validateAgain: () => Promise<void>;
  readonly finished: (run: Validation) => void;
  readonly showConnection: () => Promise<void>;
  readonly erase: () => Promise<void>;
  readonly keepInput: (draft: Draft) => void;
  /** A run cannot be followed any more. */
  readonly lostRun: (problem: ApiProblem) => void;
}

/** The subscriber's mailbox on this page: what is shown, and what can be done. `owner` is whose typed input is kept. */
export function useMailbox(api: PortalApi, owner: string): Mailbox {
  const [view, setView] = useState<MailboxView>({ kind: 'loading' });
  const [connection, setConnection] = useState<Connection | null>(null);
  // What was sent last, in this page's memory only: a correction need not type the password again.
  const sent = useRef<Draft | null>(null);
  const fail = useCallback((problem: ApiProblem) => setView({ kind: 'problem', problem }), []);

  const read = useCallback(async () => {
    const current = await api.getConnection();
    setConnection(current);
    return current;
  }, [api]);
  const reload = useCallback(async () => {
    setView({ kind: 'loading' });
    try {
      setView(firstView(await read(), keptInput.read(owner)));
    } catch (error) {
      fail(asProblem(error));
    }
  }, [read, owner, fail]);
  useEffect(() => void reload(), [reload]);

  const finished = useCallback(
    (run: Validation) => {
      if (run.state === 'passed') sent.current = null;
      // Only for the summary and the settings shown with the result, which ask again when this fails.
      read().catch(() => undefined);
    },
    [read],
  );
  const lostRun = useCallback(
    (problem: ApiProblem) => {
      if (problem.kind === 'not-found') void reload();
      // Signed out: the steps stay on the page behind the dialog that asks to sign in again.
      else if (problem.kind !== 'signed-out') fail(problem);
    },
    [reload, fail],
  );
  const actions = mailboxActions({ api, owner, read, reload, fail, setView, setConnection, sent });
  return { view, connection, reload, finished, lostRun, ...actions };
}

interface Parts {
  readonly api: PortalApi;
  readonly owner: string;
  readonly read: () => Promise<Connection | null>;
  readonly reload: () => Promise<void>;
  readonly fail: (problem: ApiProblem) => void;
  readonly setView: (view: MailboxView) => void;
  readonly setConnection: (connection: Connection | null) => void;
  readonly sent: { current: Draft | null };
}

function mailboxActions({ api, owner, read, reload, fail, setView, setConnection, sent }: Parts) {
  const validating = (validationId: string) => setView({ kind: 'validating', validationId });
  return {
    keepInput: (draft: Draft) => keptInput.keep(owner, draft),
    async save(request: ConnectionRequest, draft: Draft) {
      const { validationId } = await api.saveConnection(request);
      keptInput.forget();
      sent.current = draft;
      validating(validationId);
    },
    async validateAgain() {
      try {
        validating((await api.startValidation()).validationId);
      } catch (error) {
        const problem = asProblem(error);
        if (problem.kind === 'conflict' && problem.validationId !== undefined) validating(problem.validationId);
        else if (problem.kind === 'not-found') await reload();
        else throw problem;
      }
    },
    async edit(run?: Validation) {
      try {
        const settings = (await read())?.settings ?? null;
        const form = formView(settings, sent.current ?? undefined);
        const failed = run?.steps.find(({ state }) => state === 'failed');
        setView({ ...form, focus: fieldToCorrect(failed, form.initial.outgoingAuthentication) });
      } catch (error) {
        fail(asProblem(error));
      }
    },
    async showConnection() {
      keptInput.forget();
      sent.current = null;
      try {
        const current = await read();
        setView(current === null ? formView(null) : { kind: 'summary', connection: current, focus: true });
      } catch (error) {
        fail(asProblem(error));
      }
    },
    async erase() {
      await api.eraseConnection();
      keptInput.forget();
      sent.current = null;
      setConnection(null);
      setView({ ...formView(null), removed: true, focus: undefined });
    },
  };
}
