import type { Validation } from '@mail-access/contracts';
import type { ReactNode } from 'react';
import type { SavedConnection } from '../api/portal-api.js';
import { ConfirmServers } from '../discovery/confirm-servers.js';
import { discoveryOf, toConfirm } from '../discovery/discovery-of.js';
import { FoundServers } from '../discovery/found-servers.js';
import { FailedIcon, PassedIcon, WarningIcon } from '../page/icons.js';
import { MessageCard } from '../page/message-card.js';
import { useWording } from '../wording/wording.js';
import { StepDetails } from './step-details.js';

interface ResultProps {
  readonly run: Validation;
  /** Null while the connection is still being read. */
  readonly connection: SavedConnection | null;
  readonly children: ReactNode;
}

/** How a run ended, as the first thing to read; `children` are the buttons that lead on. */
export function ValidationResult({ run, connection, children }: ResultProps) {
  if (run.state === 'passed') {
    return (
      <Passed run={run} connection={connection}>
        {children}
      </Passed>
    );
  }
  const question = toConfirm(run);
  if (question !== undefined) {
    return (
      <ConfirmServers discovery={question} emailAddress={connection?.settings.emailAddress} focus>
        {children}
      </ConfirmServers>
    );
  }
  return <NotPassed run={run}>{children}</NotPassed>;
}

function Passed({ run, connection, children }: ResultProps) {
  const { result: words } = useWording();
  const warned = run.steps.some(({ state }) => state === 'warning');
  const arrived = run.steps.some(({ id, state }) => id === 'receive-test-message' && state === 'passed');
  return (
    <MessageCard icon={<PassedIcon />} tone="success" heading={words.passed} focus>
      {arrived && connection !== null && <p>{words.testMessage(connection.settings.emailAddress)}</p>}
      {warned && <p>{words.withWarnings}</p>}
      <p>{words.passedText}</p>
      <ul>
        {words.passedList.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {usesPop3(connection) && <p>{words.passedPop3}</p>}
      {children}
    </MessageCard>
  );
}

function usesPop3(connection: SavedConnection | null): boolean {
  if (connection === null) return false;
  const { settings, servers } = connection;
  return (settings.method === 'manual' ? settings : servers)?.incoming.protocol === 'pop3';
}

function NotPassed({ run, children }: Pick<ResultProps, 'run' | 'children'>) {
  const { result: words } = useWording();
  const failed = run.steps.find(({ state }) => state === 'failed');
  const found = discoveryOf(run);
  const cancelled = run.state === 'cancelled';
  return (
    <MessageCard
      icon={cancelled ? <WarningIcon /> : <FailedIcon />}
      tone={cancelled ? 'warning' : 'error'}
      heading={cancelled ? words.cancelled : words.failed}
      focus
    >
      <p>{cancelled ? words.cancelledText : words.failedText}</p>
      {failed !== undefined && !cancelled && (
        <div className="failed-step">
          <h3>{failed.title}</h3>
          <StepDetails step={failed} />
          {found !== undefined && failed.discovery === found && <FoundServers discovery={found} />}
        </div>
      )}
      {children}
    </MessageCard>
  );
}
