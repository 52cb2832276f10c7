import type { HostedProvider } from '@mail-access/contracts';
import { useEffect, useRef, useState } from 'react';
import type { SavedConnection } from '../api/portal-api.js';
import { ConfirmServers } from '../discovery/confirm-servers.js';
import { toConfirm } from '../discovery/discovery-of.js';
import { ConfirmActions } from '../mailbox/confirm-actions.js';
import type { Mailbox } from '../mailbox/use-mailbox.js';
import { ActionButton } from '../page/action-button.js';
import { useWording } from '../wording/wording.js';
import './connection-summary.css';
import { ConnectionState } from './connection-state.js';
import { LastValidation } from './last-validation.js';
import { RemoveDialog } from './remove-dialog.js';
import { SettingsList } from './settings-list.js';

interface ConnectionSummaryProps {
  readonly providers: readonly HostedProvider[];
  readonly connection: SavedConnection;
  readonly focus: boolean;
  readonly mailbox: Mailbox;
}

/** The saved connection: its state, its settings without secrets, its last validation, and what can be done with it. */
export function ConnectionSummary({ providers, connection, focus, mailbox }: ConnectionSummaryProps) {
  const { connection: words } = useWording();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <>
      <OpenQuestion connection={connection} mailbox={mailbox} />
      <section className="card" aria-labelledby="connection-heading">
        <div className="summary-heading">
          <h2 id="connection-heading" ref={heading} tabIndex={-1}>
            {words.heading}
          </h2>
          <ConnectionState state={connection.state} />
        </div>
        <p className="summary-address">{connection.settings.emailAddress}</p>
        <p className="muted">{words.stateTexts[connection.state]}</p>
        <SummaryActions connection={connection} mailbox={mailbox} />
      </section>
      <section className="card" aria-labelledby="settings-heading">
        <h2 id="settings-heading">{words.settings}</h2>
        <SettingsList providers={providers} connection={connection} />
      </section>
      <LastValidation run={connection.lastValidation} />
    </>
  );
}

/** What the last validation asked and nobody has answered. */
function OpenQuestion({ connection, mailbox }: Pick<ConnectionSummaryProps, 'connection' | 'mailbox'>) {
  const { settings, lastValidation: run } = connection;
  const question = run && toConfirm(run);
  if (run === undefined || question === undefined) return null;
  return (
    <ConfirmServers discovery={question} emailAddress={settings.emailAddress} focus={false}>
      <ConfirmActions run={run} question={question} mailbox={mailbox} />
    </ConfirmServers>
  );
}

function SummaryActions({ connection, mailbox }: Pick<ConnectionSummaryProps, 'connection' | 'mailbox'>) {
  const { connection: words } = useWording();
  const [removing, setRemoving] = useState(false);
  const [failed, setFailed] = useState(false);
  return (
    <>
      <p role="status" className="region">
        {failed ? words.startFailed : ''}
      </p>
      <div className="actions">
        <ActionButton className="button primary" action={() => mailbox.edit()}>
          {words.edit}
        </ActionButton>
        <ActionButton className="button" action={mailbox.validateAgain} onError={() => setFailed(true)}>
          {words.again}
        </ActionButton>
        <button type="button" className="button danger" onClick={() => setRemoving(true)}>
          {words.remove}
        </button>
      </div>
      {removing && (
        <RemoveDialog
          emailAddress={connection.settings.emailAddress}
          erase={mailbox.erase}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}
