import { useEffect, useRef } from 'react';
import { focusField } from '../connection-form/focus-field.js';
import { WarningIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';
import type { Providers } from './use-providers.js';

/** Says that the list is not there yet, or could not be had. */
export function ProvidersMissing({ providers: { state, retry } }: { providers: Providers }) {
  const { hosted: words, unreachable } = useWording();
  const retried = useRef(false);
  useEffect(() => {
    // The button that had the focus is gone.
    if (state === 'ready' && retried.current) focusField('providerId');
    if (state === 'ready') retried.current = false;
  }, [state]);
  return (
    <div aria-live="polite" className="region">
      {state === 'loading' && <p>{words.loading}</p>}
      {state === 'failed' && (
        <div className="notice warning">
          <WarningIcon />
          <div>
            <p>{words.notLoaded}</p>
            <p>
              <button
                type="button"
                className="button small"
                onClick={() => {
                  retried.current = true;
                  retry();
                }}
              >
                {unreachable.retry}
              </button>
            </p>
          </div>
        </div>
      )}
    </div>
  );
}
