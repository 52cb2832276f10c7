import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

/** Says a sentence in the page's one polite live region, for screen readers. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(AnnounceContext);
}

/** Holds the live region. It is there from the first rendering on: one that comes with its text is often not read. */
export function Announcer({ children }: { children: ReactNode }) {
  const [sentence, setSentence] = useState({ text: '', turn: 0 });
  const announce = useCallback((text: string) => setSentence(({ turn }) => ({ text, turn: turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="visually-hidden" id="announcements">
        {/* A new element each time, so that the same sentence twice is read twice. */}
        <p key={sentence.turn}>{sentence.text}</p>
      </div>
    </AnnounceContext>
  );
}
