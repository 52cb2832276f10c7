import type { Validation } from '@mail-access/contracts';
import { useEffect, useId, useRef, useState } from 'react';
import { InfoIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';
import { StepList } from './step-list.js';

interface ValidationRunningProps {
  readonly run: Validation;
  readonly seenAt: number;
  readonly interrupted: boolean;
  readonly onCancel: () => Promise<void>;
}

/** The steps while they run, how far they are, and the button that stops them. */
export function ValidationRunning({ run, seenAt, interrupted, onCancel }: ValidationRunningProps) {
  const { steps: words } = useWording();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const done = run.steps.filter(({ state }) => state !== 'pending' && state !== 'running').length;
  const progress = words.progress(done, run.steps.length);
  return (
    <section className="card" aria-labelledby="running-heading">
      <h2 id="running-heading" ref={heading} tabIndex={-1}>
        {words.heading}
      </h2>
      <p className="muted">{words.running}</p>
      <div className="progress">
        <progress aria-label={words.heading} value={done} max={run.steps.length} />
        <span>{progress}</span>
      </div>
      <div role="status" className="region">
        {interrupted && (
          <p className="notice info">
            <InfoIcon /> <span>{words.interrupted}</span>
          </p>
        )}
      </div>
      <StepList steps={run.steps} seenAt={seenAt} />
      <CancelButton onCancel={onCancel} />
    </section>
  );
}

function CancelButton({ onCancel }: { onCancel: () => Promise<void> }) {
  const { steps: words, unreachable } = useWording();
  const id = useId();
  const [state, setState] = useState<'idle' | 'cancelling' | 'failed'>('idle');
  async function cancel(): Promise<void> {
    if (state === 'cancelling') return;
    setState('cancelling');
    // The button stays busy until the run itself says that it ended.
    await onCancel().catch(() => setState('failed'));
  }
  return (
    <div className="actions">
      <button
        type="button"
        className="button"
        aria-disabled={state === 'cancelling'}
        aria-describedby={id}
        onClick={() => void cancel()}
      >
        {state === 'cancelling' ? words.cancelling : words.cancel}
      </button>
      <p role="status" id={id} className="region">
        {state === 'failed' ? unreachable.text : ''}
      </p>
    </div>
  );
}
