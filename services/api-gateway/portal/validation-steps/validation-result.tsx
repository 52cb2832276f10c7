import type { ManualSettings, Validation } from '@mail-access/contracts';
import type { ReactNode } from 'react';
import { FailedIcon, PassedIcon, WarningIcon } from '../page/icons.js';
import { MessageCard } from '../page/message-card.js';
import { useWording } from '../wording/wording.js';
import { StepDetails } from './step-details.js';

interface ResultProps {
  readonly run: Validation;
  /** Null while the connection is still being read. */
  readonly settings: ManualSettings | null;
  readonly children: ReactNode;
}

/** How a run ended, as the first thing to read; `children` are the buttons that lead on. */
export function ValidationResult({ run, settings, children }: ResultProps) {
  if (run.state === 'passed') {
    return (
      <Passed run={run} settings={settings}>
        {children}
      </Passed>
    );
  }
  return <NotPassed run={run}>{children}</NotPassed>;
}

function Passed({ run, settings, children }: ResultProps) {
  const { result: words } = useWording();
  const warned = run.steps.some(({ state }) => state === 'warning');
  const arrived = run.steps.some(({ id, state }) => id === 'receive-test-message' && state === 'passed');
  return (
    <MessageCard icon={<PassedIcon />} tone="success" heading={words.passed} focus>
      {arrived && settings !== null && <p>{words.testMessage(settings.emailAddress)}</p>}
      {warned && <p>{words.withWarnings}</p>}
      <p>{words.passedText}</p>
      <ul>
        {words.passedList.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {settings?.incoming.protocol === 'pop3' && <p>{words.passedPop3}</p>}
      {children}
    </MessageCard>
  );
}

function NotPassed({ run, children }: Pick<ResultProps, 'run' | 'children'>) {
  const { result: words } = useWording();
  const failed = run.steps.find(({ state }) => state === 'failed');
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
        </div>
      )}
      {children}
    </MessageCard>
  );
}
