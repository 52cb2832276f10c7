import { type HelpTopics, helpTopics } from '@mail-access/wording/help';
import { type ReactNode, useMemo, useState } from 'react';
import { foldText } from '../page/fold-text.js';
import { useWording } from '../wording/wording.js';
import './help.css';
import type { HelpPlace } from './help-place.js';
import { HelpSearch } from './help-search.js';
import { type HelpEntry, type HelpSection, searchHelp, sectionsOf } from './help-sections.js';
import { HelpTopic } from './help-topic.js';
import { useOpenTopic } from './use-open-topic.js';

interface HelpPageProps {
  readonly place: HelpPlace;
  /** The texts, by default those of the language of the page. */
  readonly topics?: HelpTopics;
}

/** A page of the help: its questions by section, or what a search finds in both pages. */
export default function HelpPage({ place: { language, page, topic }, topics }: HelpPageProps) {
  const texts = useMemo(() => topics ?? helpTopics(language), [topics, language]);
  const [query, setQuery] = useState('');
  const open = useOpenTopic(topic);
  const found = foldText(query) === '' ? null : searchHelp(texts, page, query);
  const sections = sectionsOf(texts, page);
  const list = (entries: readonly HelpEntry[]) =>
    entries.map((entry) => (
      <HelpTopic
        key={`${entry.page}/${entry.id}`}
        entry={entry}
        open={open.isOpen(entry.id)}
        onToggle={(isOpen) => open.toggle(entry.id, isOpen)}
      />
    ));
  return (
    <>
      <HelpSearch query={query} onQuery={setQuery} count={found?.length ?? null} />
      {found === null ? (
        <Sections sections={sections} list={list} />
      ) : (
        <Found query={query} found={found} list={list} />
      )}
    </>
  );
}

interface SectionsProps {
  readonly sections: readonly HelpSection[];
  readonly list: (entries: readonly HelpEntry[]) => ReactNode;
}

function Sections({ sections, list }: SectionsProps) {
  return (
    <div className={sections.length > 1 ? 'help-columns' : ''}>
      {sections.length > 1 && <SectionLinks sections={sections} />}
      <div className="help-sections">
        {sections.map(({ id, title, entries }) =>
          title === null ? (
            <div key={id} className="card help-section">
              {list(entries)}
            </div>
          ) : (
            <section key={id} className="card help-section" aria-labelledby={`section-${id}`}>
              <h2 id={`section-${id}`} tabIndex={-1}>
                {title}
              </h2>
              {list(entries)}
            </section>
          ),
        )}
      </div>
    </div>
  );
}

/** Leads to the sections of this page; the address stays that of the page, where a fragment names a topic. */
function SectionLinks({ sections }: Pick<SectionsProps, 'sections'>) {
  const { help: words } = useWording();
  return (
    <nav className="help-contents" aria-labelledby="help-contents">
      <h2 id="help-contents">{words.sections}</h2>
      <ul role="list">
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#section-${id}`}
              onClick={(event) => {
                event.preventDefault();
                const heading = document.getElementById(`section-${id}`);
                heading?.scrollIntoView({ block: 'start' });
                heading?.focus({ preventScroll: true });
              }}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface FoundProps extends Pick<SectionsProps, 'list'> {
  readonly query: string;
  readonly found: readonly HelpEntry[];
}

function Found({ query, found, list }: FoundProps) {
  const { help: words } = useWording();
  if (found.length > 0) return <div className="card help-section">{list(found)}</div>;
  return (
    <div className="card" role="status">
      <p>
        <strong>{words.none(query.trim())}</strong> {words.noneRemedy}
      </p>
    </div>
  );
}
