import type { ValidationStep } from '@mail-access/contracts';
import { useWording } from '../wording/wording.js';
import { StepItem } from './step-item.js';
import './validation-steps.css';

interface StepListProps {
  readonly steps: readonly ValidationStep[];
  readonly seenAt: number;
  /** A step whose details stand elsewhere on the page. */
  readonly explained?: ValidationStep['id'] | undefined;
}

export function StepList({ steps, seenAt, explained }: StepListProps) {
  const { steps: words } = useWording();
  return (
    // Safari drops the list role of a list without markers unless it is said again.
    <ol className="steps" role="list" aria-label={words.list}>
      {steps.map((step) => (
        <StepItem key={step.id} step={step} seenAt={seenAt} details={step.id !== explained} />
      ))}
    </ol>
  );
}
