import type { PortalApi } from '../api/portal-api.js';
import { ConnectionForm } from '../connection-form/connection-form.js';
import { ConnectionSummary } from '../connection-summary/connection-summary.js';
import { Loading } from '../page/loading.js';
import { ProblemCard } from '../page/problem-card.js';
import { ValidationView } from '../validation-steps/validation-view.js';
import { Aside } from './aside.js';
import type { FormView } from './mailbox-view.js';
import { RemovedNotice } from './removed-notice.js';
import { ResultActions } from './result-actions.js';
import { type Mailbox, useMailbox } from './use-mailbox.js';

interface MailboxPageProps {
  readonly api: PortalApi;
  readonly owner: string;
}

/** The one page: the form, the validation or the connection, whichever it is time for. */
export function MailboxPage({ api, owner }: MailboxPageProps) {
  const mailbox = useMailbox(api, owner);
  const { view } = mailbox;
  switch (view.kind) {
    case 'loading':
      return <Loading />;
    case 'problem':
      return <ProblemCard problem={view.problem} onRetry={() => void mailbox.reload()} />;
    case 'form':
      return <FormPage view={view} mailbox={mailbox} />;
    case 'validating':
      return (
        <ValidationView
          key={view.validationId}
          api={api}
          validationId={view.validationId}
          settings={mailbox.connection?.settings ?? null}
          onFinished={mailbox.finished}
          onProblem={mailbox.lostRun}
          actions={(run) => <ResultActions run={run} mailbox={mailbox} />}
        />
      );
    case 'summary':
      return <ConnectionSummary connection={view.connection} focus={view.focus} mailbox={mailbox} />;
  }
}

function FormPage({ view, mailbox }: { view: FormView; mailbox: Mailbox }) {
  return (
    <>
      {view.removed && <RemovedNotice />}
      <div className="columns">
        <ConnectionForm
          initial={view.initial}
          saved={view.saved}
          kept={view.kept}
          focus={view.focus}
          onDraft={mailbox.keepInput}
          save={mailbox.save}
          onCancel={view.saved === null ? null : () => void mailbox.showConnection()}
        />
        <Aside />
      </div>
    </>
  );
}
