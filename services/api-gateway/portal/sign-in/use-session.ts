import type { Language } from '@mail-access/contracts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { keptInput } from '../connection-form/kept-input.js';
import { takeHandedToken } from './handed-token.js';
import { beginSignIn, completeSignIn, endSignIn, isSignInAnswer, renewToken } from './open-id.js';
import { type Session, sessionOf } from './session.js';
import { tokenStore } from './token-store.js';

export type SignInState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out'; readonly reason: 'not-yet' | 'left' | 'failed' }
  /** `over`: the token no longer counts; what is on the page stays there until the subscriber signs in again. */
  | { readonly kind: 'signed-in'; readonly session: Session; readonly over: boolean };

export interface SessionControl {
  readonly state: SignInState;
  /** Leaves the page for the issuer; false when that failed. */
  readonly signIn: (language: Language, anotherAccount: boolean) => Promise<boolean>;
  readonly signOut: () => void;
  readonly renew: () => Promise<string | null>;
}

/** Renewed this long before the end, so that no call meets a token that ends on its way. */
const renewalMarginMs = 20_000;
/** `setTimeout` counts in 32 bits; a longer wait would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

function startingState(): SignInState {
  const handed = takeHandedToken(location, history);
  if (handed !== null) tokenStore.keep(handed);
  if (handed === null && isSignInAnswer(location.search)) return { kind: 'starting' };
  const token = tokenStore.read();
  const left = tokenStore.takeLeft();
  return token === null ? { kind: 'signed-out', reason: left ? 'left' : 'not-yet' } : signedIn(token);
}

function signedIn(token: string): SignInState {
  const session = sessionOf(token);
  return { kind: 'signed-in', session, over: session.expiresAt !== null && session.expiresAt <= Date.now() };
}

// One answer of the issuer can be used once, and React runs effects twice in development.
let completion: Promise<string> | undefined;

export function useSession(): SessionControl {
  const [state, setState] = useState(startingState);
  const accept = useCallback((token: string) => {
    tokenStore.keep(token);
    setState(signedIn(token));
  }, []);
  const markOver = useCallback(() => setState((now) => (now.kind === 'signed-in' ? { ...now, over: true } : now)), []);
  const renew = useCallback(async () => {
    const token = await renewToken();
    if (token === null) markOver();
    else accept(token);
    return token;
  }, [accept, markOver]);

  useEffect(() => {
    if (state.kind !== 'starting') return;
    completion ??= completeSignIn();
    completion.then(accept, () => setState({ kind: 'signed-out', reason: 'failed' }));
  }, [state.kind, accept]);
  useExpiry(state, renew);

  return useMemo(() => ({ state, signIn: leaveForIssuer, signOut: () => leave(setState), renew }), [state, renew]);
}

function useExpiry(state: SignInState, renew: () => Promise<string | null>): void {
  const expiresAt = state.kind === 'signed-in' && !state.over ? state.session.expiresAt : null;
  useEffect(() => {
    if (expiresAt === null) return undefined;
    const wait = Math.min(longestTimerMs, Math.max(0, expiresAt - Date.now() - renewalMarginMs));
    const timer = setTimeout(() => void renew(), wait);
    return () => clearTimeout(timer);
  }, [expiresAt, renew]);
}

async function leaveForIssuer(language: Language, anotherAccount: boolean): Promise<boolean> {
  try {
    await beginSignIn(language, anotherAccount);
    return true;
  } catch {
    return false;
  }
}

function leave(setState: (state: SignInState) => void): void {
  tokenStore.forget();
  keptInput.forget();
  setState({ kind: 'signed-out', reason: 'left' });
  tokenStore.markLeft();
  // Without a page of the issuer to visit, this page has said it already.
  void endSignIn().then(() => tokenStore.takeLeft());
}
