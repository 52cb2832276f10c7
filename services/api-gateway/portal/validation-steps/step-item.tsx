import type { StepState, ValidationStep } from '@mail-access/contracts';
import type { JSX } from 'react';
import { StepDiscoveryDetails } from '../discovery/step-discovery.js';
import {
  FailedIcon,
  PassedIcon,
  PendingIcon,
  QuestionIcon,
  RunningIcon,
  SkippedIcon,
  WarningIcon,
} from '../page/icons.js';
import { useWording } from '../wording/wording.js';
import { ElapsedTime } from './elapsed-time.js';
import { StepDetails } from './step-details.js';

const icons: Record<StepState, () => JSX.Element> = {
  pending: PendingIcon,
  running: RunningIcon,
  passed: PassedIcon,
  warning: WarningIcon,
  failed: FailedIcon,
  skipped: SkippedIcon,
};

interface StepItemProps {
  readonly step: ValidationStep;
  readonly seenAt: number;
  /** False where the details stand elsewhere on the page. */
  readonly details: boolean;
}

export function StepItem({ step, seenAt, details }: StepItemProps) {
  const { steps: words, discovery } = useWording();
  const asks = step.state === 'failed' && step.discovery?.confirmHosts !== undefined;
  // Nothing is wrong with a step that ended with a question.
  const look = asks ? 'warning' : step.state;
  const StateIcon = asks ? QuestionIcon : icons[step.state];
  const started = step.state !== 'pending' && step.state !== 'skipped';
  return (
    <li className={`step ${look}`} data-step={step.id} data-state={step.state}>
      <span className="step-icon">
        <StateIcon />
      </span>
      <div className="step-line">
        <span className="step-title">{step.title}</span>
        <span className="step-facts">
          <span className="step-state">{asks ? discovery.confirm.state : words.states[step.state]}</span>
          {started && <ElapsedTime elapsedMs={step.elapsedMs} since={step.state === 'running' ? seenAt : null} />}
        </span>
      </div>
      {details && <StepDetails step={step} />}
      <StepDiscoveryDetails step={step} servers={details} />
    </li>
  );
}
