import { type RefObject, useLayoutEffect, useRef } from 'react';
import { scrollBeforeMove } from './address.js';

/**
 * What a reader expects of another page: it begins at its top, with the focus on its heading, and the way back leads to
 * where they were, with the focus on what led away.
 *
 * @param away what is shown instead of the mailbox, or null; a change is a change of page
 */
export function useWayBack(away: string | null, heading: RefObject<HTMLElement | null>): void {
  const shown = useRef(away);
  const left = useRef<{ readonly element: Element | null; readonly scroll: number } | null>(null);
  useLayoutEffect(() => {
    if (shown.current === away) return;
    // What led away is hidden by now, and still has the focus until the browser draws.
    if (shown.current === null) left.current = { element: document.activeElement, scroll: scrollBeforeMove() };
    shown.current = away;
    const back = away === null ? left.current : null;
    scrollTo(0, back?.scroll ?? 0);
    const element = back?.element instanceof HTMLElement && back.element !== document.body ? back.element : null;
    (element ?? heading.current)?.focus({ preventScroll: true });
  }, [away, heading]);
}
