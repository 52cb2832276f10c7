import type { ApiProblem } from '../api/problem.js';
import { useWording } from '../wording/wording.js';

/** Why a call failed, in the subscriber's words, with the reference that support can look up. */
export function ProblemText({ problem }: { problem: ApiProblem }) {
  const { unreachable, reference, signIn } = useWording();
  const text =
    problem.kind === 'unreachable'
      ? unreachable.text
      : problem.kind === 'signed-out'
        ? signIn.over
        : unreachable.failed;
  return (
    <>
      <p>{text}</p>
      {problem.reference !== undefined && <p className="reference">{reference(problem.reference)}</p>}
    </>
  );
}
