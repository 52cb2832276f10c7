import type { ApiProblem } from '../api/problem.js';
import { useWording } from '../wording/wording.js';
import { ErrorIcon, InfoIcon } from './icons.js';
import { MessageCard } from './message-card.js';
import { ProblemText } from './problem-text.js';

interface ProblemCardProps {
  readonly problem: ApiProblem;
  readonly onRetry: () => void;
}

/** The whole page cannot work: no entitlement, or no service. */
export function ProblemCard({ problem, onRetry }: ProblemCardProps) {
  const { notEntitled, unreachable } = useWording();
  if (problem.kind === 'not-entitled') {
    return (
      <MessageCard icon={<InfoIcon />} tone="warning" heading={notEntitled.heading}>
        <p>{notEntitled.text}</p>
        <p>{notEntitled.remedy}</p>
      </MessageCard>
    );
  }
  // The dialog that asks to sign in again says it all.
  if (problem.kind === 'signed-out') return null;
  return (
    <MessageCard icon={<ErrorIcon />} tone="error" heading={unreachable.heading} focus>
      <ProblemText problem={problem} />
      <div className="actions">
        <button type="button" className="button primary" onClick={onRetry}>
          {unreachable.retry}
        </button>
      </div>
    </MessageCard>
  );
}
