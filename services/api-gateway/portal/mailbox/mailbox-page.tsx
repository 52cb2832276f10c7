import { useState } from 'react';
import type { PortalApi } from '../api/portal-api.js';
import { ConnectionForm } from '../connection-form/connection-form.js';
import { ConnectionSummary } from '../connection-summary/connection-summary.js';
import { type Providers, useProviders } from '../hosted-provider/use-providers.js';
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
  const atProvider = mailbox.connection?.settings.method === 'hosted';
  const providers = useProviders(api, view.kind === 'form' || atProvider);
  switch (view.kind) {
    case 'loading':
      return <Loading />;
    case 'problem':
      return <ProblemCard problem={view.problem} onRetry={() => void mailbox.reload()} />;
    case 'form':
      return <FormPage providers={providers} view={view} mailbox={mailbox} />;
    case 'validating':
      return (
        <ValidationView
          key={view.validationId}
          api={api}
          validationId={view.validationId}
          connection={mailbox.connection}
          onFinished={mailbox.finished}
          onProblem={mailbox.lostRun}
          actions={(run) => <ResultActions run={run} mailbox={mailbox} />}
        />
      );
    case 'summary':
      return (
        <ConnectionSummary
          providers={providers.list}
          connection={view.connection}
          focus={view.focus}
          mailbox={mailbox}
        />
      );
  }
}

interface FormPageProps {
  readonly providers: Providers;
  readonly view: FormView;
  readonly mailbox: Mailbox;
}

function FormPage({ providers, view, mailbox }: FormPageProps) {
  const [method, setMethod] = useState(view.initial.method);
  return (
    <>
      {view.removed && <RemovedNotice />}
      <div className="columns">
        <ConnectionForm
          providers={providers}
          initial={view.initial}
          saved={view.saved}
          kept={view.kept}
          focus={view.focus}
          onDraft={(draft) => {
            setMethod(draft.method);
            mailbox.keepInput(draft);
          }}
          save={mailbox.save}
          onCancel={view.saved === null ? null : () => void mailbox.showConnection()}
        />
        <Aside method={method} />
      </div>
    </>
  );
}
