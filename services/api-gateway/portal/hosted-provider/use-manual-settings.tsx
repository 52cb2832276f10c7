import { flushSync } from 'react-dom';
import { focusField } from '../connection-form/focus-field.js';
import type { FormControl } from '../connection-form/use-connection-form.js';
import { useWording } from '../wording/wording.js';

/** Leads to the manual settings, and the focus with it: this button is gone then. */
export function UseManualSettings({ form }: { form: FormControl }) {
  const { hosted: words } = useWording();
  return (
    <p>
      <button
        type="button"
        className="button small"
        onClick={() => {
          flushSync(() => form.change('method', 'manual'));
          focusField('method');
        }}
      >
        {words.useManual}
      </button>
    </p>
  );
}
