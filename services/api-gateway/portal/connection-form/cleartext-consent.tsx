import { WarningIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';
import { Tick } from './tick.js';
import type { FormControl } from './use-connection-form.js';

interface CleartextConsentProps {
  readonly form: FormControl;
  readonly side: 'incoming' | 'outgoing';
}

/**
 * The warning under a security of "none", with the consent that the gateway asks for. One consent covers both sides, so
 * the second side refers to the first. The wrapper is always there: a live region must exist before it changes.
 */
export function CleartextConsent({ form, side }: CleartextConsentProps) {
  const { form: words } = useWording();
  const { incomingSecurity, outgoingSecurity } = form.draft;
  const cleartext = (side === 'incoming' ? incomingSecurity : outgoingSecurity) === 'none';
  const above = side === 'outgoing' && incomingSecurity === 'none';
  return (
    <div aria-live="polite" className="region">
      {cleartext && (
        <div className="notice warning">
          <WarningIcon />
          <div>
            <p>{words.cleartextWarning}</p>
            {above ? (
              <p>{words.cleartextSeeAbove}</p>
            ) : (
              <Tick form={form} field="allowCleartext" label={words.cleartextConsent} />
            )}
          </div>
        </div>
      )}
    </div>
  );
}
