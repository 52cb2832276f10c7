import type { Validation } from '@mail-access/contracts';
import { toConfirm } from '../discovery/discovery-of.js';
import { StepList } from '../validation-steps/step-list.js';
import { StepDetails } from '../validation-steps/step-details.js';
import { useLanguage } from '../wording/wording.js';

/** When the connection was last validated and how it went; the steps on request. */
export function LastValidation({ run }: { run: Validation | undefined }) {
  const { language, wording } = useLanguage();
  const words = wording.connection;
  const failed = run?.state === 'failed' ? run.steps.find(({ state }) => state === 'failed') : undefined;
  return (
    <section className="card" aria-labelledby="last-heading">
      <h2 id="last-heading">{words.lastValidation}</h2>
      {run === undefined ? (
        <p>{words.never}</p>
      ) : (
        <>
          <p>
            {words.validatedAt(
              dateAndTime(run.finishedAt ?? run.startedAt, language),
              words.validationStates[run.state],
            )}
          </p>
          {failed !== undefined && toConfirm(run) === undefined && (
            <div className="failed-step">
              <h3>{failed.title}</h3>
              <StepDetails step={failed} />
            </div>
          )}
          <details>
            <summary>{words.showSteps}</summary>
            <StepList steps={run.steps} seenAt={0} explained={failed?.id} />
          </details>
        </>
      )}
    </section>
  );
}

function dateAndTime(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant));
}
