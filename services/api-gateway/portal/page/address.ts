import { useSyncExternalStore } from 'react';

const moved = 'mail-access:moved';
let scrollAtMove = 0;

/** Where this tab is: path and fragment. A change of either renders anew. */
export function useAddress(): Pick<Location, 'pathname' | 'hash'> {
  const address = useSyncExternalStore(listen, () => location.pathname + location.hash);
  const [pathname = '/', fragment] = address.split('#', 2);
  return { pathname, hash: fragment === undefined ? '' : `#${fragment}` };
}

function listen(onChange: () => void): () => void {
  const events = ['popstate', 'hashchange', moved];
  for (const event of events) addEventListener(event, onChange);
  return () => {
    for (const event of events) removeEventListener(event, onChange);
  };
}

/** Goes to another address of this page without leaving it, so that what was typed stays. */
export function goTo(address: string): void {
  scrollAtMove = scrollY;
  history.pushState(null, '', address);
  dispatchEvent(new Event(moved));
}

/** As `goTo`, in place of the address that is shown now: Back does not come here again. */
export function stayAt(address: string): void {
  history.replaceState(history.state, '', address);
  dispatchEvent(new Event(moved));
}

/** How far the page was scrolled when the last `goTo` left it, in px. */
export function scrollBeforeMove(): number {
  return scrollAtMove;
}
