import type { Validation } from '@mail-access/contracts';
import { useState } from 'react';
import { toConfirm } from '../discovery/discovery-of.js';
import { ActionButton } from '../page/action-button.js';
import { useWording } from '../wording/wording.js';
import { ConfirmActions } from './confirm-actions.js';
import { otherWays } from './other-way.js';
import type { Mailbox } from './use-mailbox.js';

interface ResultActionsProps {
  readonly run: Validation;
  readonly mailbox: Mailbox;
}

/** Where to go from a result. */
export function ResultActions({ run, mailbox }: ResultActionsProps) {
  const { result: words } = useWording();
  if (run.state === 'passed') {
    return (
      <div className="actions">
        <ActionButton className="button primary" action={mailbox.showConnection}>
          {words.done}
        </ActionButton>
      </div>
    );
  }
  const question = toConfirm(run);
  if (question !== undefined) return <ConfirmActions run={run} question={question} mailbox={mailbox} />;
  return <FailedActions run={run} mailbox={mailbox} />;
}

/** Another way comes first where only that can help, trying again where that alone can, and else the correction. */
function FailedActions({ run, mailbox }: ResultActionsProps) {
  const { result: words, connection, discovery } = useWording();
  const [failed, setFailed] = useState(false);
  const { ways, first } = otherWays(run);
  const failure = run.steps.find(({ state }) => state === 'failed');
  const mayHelp = run.state === 'cancelled' || failure?.retryable === true;
  // Trying again can help, but not now.
  const againFirst = mayHelp && failure?.diagnosis !== 'rate-limited';
  const emphasis = (primary: boolean) => (primary ? 'button primary' : 'button');
  const wayButtons = ways.map((way, index) => (
    <ActionButton key={way} className={emphasis(first && index === 0)} action={() => mailbox.edit(run, way)}>
      {discovery.ways[way]}
    </ActionButton>
  ));
  return (
    <>
      <p role="status" className="region">
        {failed ? connection.startFailed : ''}
      </p>
      <div className="actions">
        {first && wayButtons}
        <ActionButton className={emphasis(!againFirst && !first)} action={() => mailbox.edit(run)}>
          {words.correct}
        </ActionButton>
        {(mayHelp || ways.length === 0) && (
          <ActionButton
            className={emphasis(againFirst && !first)}
            action={mailbox.validateAgain}
            onError={() => setFailed(true)}
          >
            {words.again}
          </ActionButton>
        )}
        {!first && wayButtons}
        <ActionButton className="button" action={mailbox.showConnection}>
          {words.later}
        </ActionButton>
      </div>
    </>
  );
}
