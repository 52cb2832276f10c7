import type { FormControl } from '../connection-form/use-connection-form.js';
import { useWording } from '../wording/wording.js';
import { UseOtherWay } from './use-other-way.js';

/** What to do when nothing in the list is meant by `text`; null: there is something. */
export function NoProvider({ form, text }: { form: FormControl; text: string | null }) {
  const { hosted: words } = useWording();
  return (
    <div className="no-provider">
      <div role="status" className="region">
        {text !== null && (
          <p>
            <strong>{words.noMatch(text)}</strong> {words.noMatchRemedy}
          </p>
        )}
      </div>
      {text !== null && (
        <div className="other-ways">
          <UseOtherWay form={form} way="unknown" />
          <UseOtherWay form={form} way="manual" />
        </div>
      )}
    </div>
  );
}
