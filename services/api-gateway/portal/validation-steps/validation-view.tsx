import type { Validation } from '@mail-access/contracts';
import { type ReactNode, useEffect, useRef } from 'react';
import type { PortalApi, SavedConnection } from '../api/portal-api.js';
import type { ApiProblem } from '../api/problem.js';
import { Loading } from '../page/loading.js';
import { useWording } from '../wording/wording.js';
import { StepList } from './step-list.js';
import { useSpokenProgress } from './use-spoken-progress.js';
import { useValidation } from './use-validation.js';
import { ValidationResult } from './validation-result.js';
import { ValidationRunning } from './validation-running.js';

interface ValidationViewProps {
  readonly api: PortalApi;
  readonly validationId: string;
  readonly connection: SavedConnection | null;
  /** Called once when the run has ended. */
  readonly onFinished: (run: Validation) => void;
  readonly onProblem: (problem: ApiProblem) => void;
  /** The buttons under the result. */
  readonly actions: (run: Validation) => ReactNode;
}

const noSteps: Validation['steps'] = [];

/** A run from its start, or from wherever it is, to its result. */
export function ValidationView(props: ValidationViewProps) {
  const { steps: words } = useWording();
  const { run, seenAt, interrupted, problem } = useValidation(props.api, props.validationId);
  useSpokenProgress(run?.steps ?? noSteps);
  useOutcome(props, run, problem);

  if (run === null) return interrupted ? <Loading text={words.interrupted} /> : <Loading />;
  if (run.state === 'running') {
    const cancel = () => props.api.cancelValidation(run.validationId);
    return <ValidationRunning run={run} seenAt={seenAt} interrupted={interrupted} onCancel={cancel} />;
  }
  const failed = run.state === 'failed' ? run.steps.find(({ state }) => state === 'failed') : undefined;
  return (
    <>
      <ValidationResult run={run} connection={props.connection}>
        {props.actions(run)}
      </ValidationResult>
      <section className="card" aria-labelledby="steps-heading">
        <h2 id="steps-heading">{words.list}</h2>
        <StepList steps={run.steps} seenAt={seenAt} explained={failed?.id} />
      </section>
    </>
  );
}

function useOutcome(
  { onFinished, onProblem }: ValidationViewProps,
  run: Validation | null,
  problem: ApiProblem | null,
): void {
  const told = useRef(false);
  useEffect(() => {
    if (run === null || run.state === 'running' || told.current) return;
    told.current = true;
    onFinished(run);
  }, [run, onFinished]);
  useEffect(() => {
    if (problem !== null) onProblem(problem);
  }, [problem, onProblem]);
}
