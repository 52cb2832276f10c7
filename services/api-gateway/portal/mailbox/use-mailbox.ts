import type { Validation } from '@mail-access/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PortalApi, SavedConnection } from '../api/portal-api.js';
import { type ApiProblem, asProblem } from '../api/problem.js';
import type { Draft } from '../connection-form/draft.js';
import { keptInput } from '../connection-form/kept-input.js';
import { type MailboxActions, mailboxActions } from './mailbox-actions.js';
import { firstView, type MailboxView } from './mailbox-view.js';

export interface Mailbox extends MailboxActions {
  readonly view: MailboxView;
  /** As it was read last; null while a first one is being validated. */
  readonly connection: SavedConnection | null;
  readonly reload: () => Promise<void>;
  readonly finished: (run: Validation) => void;
  /** A run cannot be followed any more. */
  readonly lostRun: (problem: ApiProblem) => void;
}

/** The subscriber's mailbox on this page: what is shown, and what can be done. `owner` is whose typed input is kept. */
export function useMailbox(api: PortalApi, owner: string): Mailbox {
  const [view, setView] = useState<MailboxView>({ kind: 'loading' });
  const [connection, setConnection] = useState<SavedConnection | null>(null);
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
