import { SearchIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';

interface HelpSearchProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** How many topics have it; null: nothing is looked for. */
  readonly count: number | null;
}

/** The box in which the help is searched while somebody types. */
export function HelpSearch({ query, onQuery, count }: HelpSearchProps) {
  const { help: words } = useWording();
  return (
    <div className="help-search" role="search">
      <label htmlFor="help-search">{words.search}</label>
      <p className="hint" id="help-search-hint">
        {words.searchHint}
      </p>
      <div className="help-search-box">
        <SearchIcon />
        <input
          id="help-search"
          type="text"
          inputMode="search"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) onQuery('');
          }}
          autoComplete="off"
          spellCheck={false}
          aria-describedby="help-search-hint"
        />
        {query !== '' && (
          <button
            type="button"
            className="button small"
            onClick={() => {
              onQuery('');
              document.getElementById('help-search')?.focus();
            }}
          >
            {words.clear}
          </button>
        )}
      </div>
      <p role="status" className="region">
        {count === null || count === 0 ? '' : words.count(count)}
      </p>
    </div>
  );
}
