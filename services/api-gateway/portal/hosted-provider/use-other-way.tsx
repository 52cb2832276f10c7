import { flushSync } from 'react-dom';
import { focusField } from '../connection-form/focus-field.js';
import type { FormControl } from '../connection-form/use-connection-form.js';
import { useWording } from '../wording/wording.js';

interface UseOtherWayProps {
  readonly form: FormControl;
  readonly way: 'unknown' | 'manual';
}

/** Leads to another way to connect, and the focus with it: this button is gone then. */
export function UseOtherWay({ form, way }: UseOtherWayProps) {
  const { hosted: words } = useWording();
  return (
    <button
      type="button"
      className="button small"
      onClick={() => {
        flushSync(() => form.change('method', way));
        focusField('method');
      }}
    >
      {way === 'manual' ? words.useManual : words.search}
    </button>
  );
}
