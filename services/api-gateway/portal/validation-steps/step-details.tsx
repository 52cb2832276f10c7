import type { ValidationStep } from '@mail-access/contracts';
import { HelpLink } from '../help/help-link.js';
import { useWording } from '../wording/wording.js';

/** What a step found: the message, what to do, what the server said, and whether trying again can help. */
export function StepDetails({ step }: { step: ValidationStep }) {
  const { steps: words, help } = useWording();
  const { diagnosis, message, remedy, serverText, retryable, state } = step;
  if (message === undefined && remedy === undefined && serverText === undefined) return null;
  return (
    <div className="step-details">
      {message !== undefined && <p className="step-message">{message}</p>}
      {remedy !== undefined && (
        <p>
          <strong>{words.remedy}.</strong> {remedy}
        </p>
      )}
      {serverText !== undefined && (
        <figure className="server-text">
          <figcaption>{words.serverText}</figcaption>
          {/* Of another machine, in a language that nobody declares. */}
          <samp lang="" translate="no" dir="auto">
            {serverText}
          </samp>
        </figure>
      )}
      {state === 'failed' && retryable !== undefined && diagnosis !== 'rate-limited' && (
        <p className="muted">{retryable ? words.retryable : words.notRetryable}</p>
      )}
      {diagnosis !== undefined && (
        <p>
          <HelpLink page="guide" topic={diagnosis}>
            {help.learnMore}
          </HelpLink>
        </p>
      )}
    </div>
  );
}
