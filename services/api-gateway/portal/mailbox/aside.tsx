import type { Draft } from '../connection-form/draft.js';
import { HelpLink } from '../help/help-link.js';
import { helpPages } from '../help/help-place.js';
import { useWording } from '../wording/wording.js';

/** What to have at hand, and what becomes of it. */
export function Aside({ method }: { method: Draft['method'] }) {
  const { aside: words, help, hosted, ways } = useWording();
  const { need, needWhere } = { ...ways, hosted, manual: words }[method];
  return (
    <aside className="aside">
      <section aria-labelledby="need">
        <h2 id="need">{words.needHeading}</h2>
        <ul>
          {need.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        <p>{needWhere}</p>
      </section>
      <section aria-labelledby="help">
        <h2 id="help">{help.asideHeading}</h2>
        <ul>
          {helpPages.map((page) => (
            <li key={page}>
              <HelpLink page={page} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="privacy">
        <h2 id="privacy">{words.privacyHeading}</h2>
        <ul>
          {words.privacy.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </section>
    </aside>
  );
}
