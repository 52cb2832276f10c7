import type { Validation } from '@mail-access/contracts';
import { useRef, useState } from 'react';
import type { OpenQuestion } from '../discovery/discovery-of.js';
import { ActionButton } from '../page/action-button.js';
import { useWording } from '../wording/wording.js';
import type { Mailbox } from './use-mailbox.js';

interface ConfirmActionsProps {
  readonly run: Validation;
  readonly question: OpenQuestion;
  readonly mailbox: Mailbox;
}

/** The answers to the question whether found servers are the right ones. A "yes" that is repeated counts once. */
export function ConfirmActions({ run, question, mailbox }: ConfirmActionsProps) {
  const { confirm: words, ways } = useWording().discovery;
  const [failed, setFailed] = useState(false);
  const answer = useRef<string>(null);
  const confirm = () => {
    setFailed(false);
    return mailbox.confirmServers(question, (answer.current ??= crypto.randomUUID()));
  };
  return (
    <>
      <p role="status" className="region">
        {failed ? words.failed : ''}
      </p>
      <div className="actions">
        <ActionButton className="button primary" action={confirm} onError={() => setFailed(true)}>
          {question.servers === undefined ? words.exchange.yes : words.yes}
        </ActionButton>
        <ActionButton className="button" action={() => mailbox.edit(run)}>
          {words.no}
        </ActionButton>
        <ActionButton className="button" action={() => mailbox.edit(run, 'manual')}>
          {ways.manual}
        </ActionButton>
      </div>
    </>
  );
}
