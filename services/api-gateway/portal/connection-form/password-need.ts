import type { ConnectionSettings } from '@mail-access/contracts';
import type { Draft } from './draft.js';

/** Why a password has to be typed; null: the stored one will do. */
export type PasswordNeed = 'missing' | 'password-again' | 'password-for-provider' | 'password-for-address' | null;

/** A stored password goes only where it was typed for: a new server, provider, address or user needs it typed again. */
export function passwordNeeded(draft: Draft, saved: ConnectionSettings | null): PasswordNeed {
  if (draft.method === 'exchange') return null;
  // Nothing is stored for an Exchange server.
  if (saved === null || saved.method === 'exchange') return 'missing';
  switch (draft.method) {
    case 'hosted':
      return goesToProvider(draft, saved) ? null : 'password-for-provider';
    case 'unknown':
      return goesToFoundServers(draft, saved) ? null : 'password-for-address';
    case 'manual':
      return goesToServer(draft, saved) ? null : 'password-again';
  }
}

function goesToProvider(draft: Draft, saved: ConnectionSettings): boolean {
  return saved.method === 'hosted' && draft.providerId === saved.providerId && sameUser(draft, saved);
}

function goesToFoundServers(draft: Draft, saved: ConnectionSettings): boolean {
  return saved.method === 'unknown' && same(draft.emailAddress, saved.emailAddress) && sameUser(draft, saved);
}

function goesToServer(draft: Draft, saved: ConnectionSettings): boolean {
  return (
    saved.method === 'manual' &&
    same(draft.incomingHost, saved.incoming.host) &&
    draft.username.trim() === saved.username
  );
}

function sameUser(draft: Draft, saved: Exclude<ConnectionSettings, { method: 'manual' }>): boolean {
  return (draft.username.trim() || draft.emailAddress.trim()) === (saved.username ?? saved.emailAddress);
}

export function outgoingPasswordNeeded(draft: Draft, saved: ConnectionSettings | null): PasswordNeed {
  if (saved?.method !== 'manual' || saved.outgoing.authentication !== 'different') return 'missing';
  const { host, username } = saved.outgoing;
  return same(draft.outgoingHost, host) && draft.outgoingUsername.trim() === username ? null : 'password-again';
}

function same(typed: string, saved: string): boolean {
  return typed.trim().toLowerCase() === saved.toLowerCase();
}
