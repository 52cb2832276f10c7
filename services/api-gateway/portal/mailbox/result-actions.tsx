import type { Validation } from '@mail-access/contracts';
import { useState } from 'react';
import { ActionButton } from '../page/action-button.js';
import { useWording } from '../wording/wording.js';
import type { Mailbox } from './use-mailbox.js';

interface ResultActionsProps {
  readonly run: Validation;
  readonly mailbox: Mailbox;
}

/** Where to go from a result. Correcting comes first unless trying again alone can help. */
export function ResultActions({ run, mailbox }: ResultActionsProps) {
  const { result: words, connection } = useWording();
  const [failed, setFailed] = useState(false);
  if (run.state === 'passed') {
    return (
      <div className="actions">
        <ActionButton className="button primary" action={mailbox.showConnection}>
          {words.done}
        </ActionButton>
      </div>
    );
  }
  const againFirst =
    run.state === 'cancelled' || run.steps.some(({ state, retryable }) => state === 'failed' && retryable);
  const emphasis = (primary: boolean) => (primary ? 'button primary' : 'button');
  return (
    <>
      <p role="status" className="region">
        {failed ? connection.startFailed : ''}
      </p>
      <div className="actions">
        <ActionButton className={emphasis(!againFirst)} action={() => mailbox.edit(run)}>
          {words.correct}
        </ActionButton>
        <ActionButton className={emphasis(againFirst)} action={mailbox.validateAgain} onError={() => setFailed(true)}>
          {words.again}
        </ActionButton>
        <ActionButton className="button" action={mailbox.showConnection}>
          {words.later}
        </ActionButton>
      </div>
    </>
  );
}
