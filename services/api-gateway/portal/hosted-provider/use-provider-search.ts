import type { HostedProvider } from '@mail-access/contracts';
import { type KeyboardEvent, useState } from 'react';
import { matchProviders, type ProviderMatch, providerNamed } from './match-providers.js';

export interface ProviderSearch {
  /** What stands in the box. */
  readonly text: string;
  readonly matches: readonly ProviderMatch[];
  readonly open: boolean;
  /** Which match Enter takes; -1: none. */
  readonly active: number;
  readonly type: (text: string) => void;
  readonly toggle: (open: boolean) => void;
  readonly choose: (provider: HostedProvider) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** The focus has gone out of the box and of what belongs to it. */
  readonly leave: () => void;
}

interface SearchState {
  /** Null: nothing is typed, and the chosen provider's name stands in the box. */
  readonly typed: string | null;
  readonly open: boolean;
  readonly active: number;
}

const resting: SearchState = { typed: null, open: false, active: -1 };

/**
 * The state of an editable combobox with a list (ARIA Authoring Practices, "Combobox Pattern"). While somebody types, the
 * best match is the active one; nothing is chosen before Enter or a click, or before the whole name stands there.
 */
export function useProviderSearch(
  list: readonly HostedProvider[],
  chosen: HostedProvider | undefined,
  onChoose: (provider: HostedProvider | null) => void,
): ProviderSearch {
  const [state, setState] = useState(resting);
  const matches = matchProviders(list, state.typed ?? '');
  const active = Math.min(state.active, matches.length - 1);
  const choose = (provider: HostedProvider) => {
    setState(resting);
    onChoose(provider);
  };
  const toggle = (open: boolean) => {
    const place = matches.findIndex(({ provider }) => provider.id === chosen?.id);
    setState((now) => ({ ...now, open, active: open ? place : -1 }));
  };
  const type = (text: string) => {
    setState({ typed: text, open: true, active: text.trim() === '' ? -1 : 0 });
    if (text === '' && chosen !== undefined) onChoose(null);
  };
  const leave = () => {
    const named = state.typed === null ? undefined : providerNamed(list, state.typed);
    if (named !== undefined) choose(named);
    // Without a choice, what was typed stays to be corrected; with one, its name comes back.
    else setState((now) => (chosen === undefined ? { ...now, open: false, active: -1 } : resting));
  };
  const move = (step: number) =>
    setState((now) => ({ ...now, open: true, active: nextPlace(now.open ? active : -1, step, matches.length) }));
  const take = () => {
    const match = matches[active];
    if (match !== undefined) choose(match.provider);
  };
  const onKeyDown = onKeys((event) => ({
    ArrowDown: () => (event.altKey ? toggle(true) : move(1)),
    ArrowUp: () => (event.altKey ? toggle(false) : move(-1)),
    // Enter in an open list never sends the form.
    ...(state.open && { Enter: take, Escape: () => toggle(false) }),
    ...(!state.open && state.typed !== null && { Escape: () => type('') }),
  }));
  const text = state.typed ?? chosen?.name ?? '';
  return { text, matches, open: state.open, active, type, toggle, choose, onKeyDown, leave };
}

type KeyWork = Partial<Record<string, () => void>>;

/** Does what a key stands for, unless it belongs to an input method that composes a character. */
function onKeys(workOf: (event: KeyboardEvent) => KeyWork): (event: KeyboardEvent) => void {
  return (event) => {
    const work = workOf(event)[event.key];
    if (work === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    work();
  };
}

/** Down from the last one leads to the first one, and back; -1 is above the first one. */
function nextPlace(active: number, step: number, count: number): number {
  if (count === 0) return -1;
  if (active < 0) return step > 0 ? 0 : count - 1;
  return (active + step + count) % count;
}
