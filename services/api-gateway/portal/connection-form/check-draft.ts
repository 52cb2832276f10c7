import type { ManualSettings } from '@mail-access/contracts';
import { type Draft, type FieldName, usesCleartext } from './draft.js';

/** What the form finds wrong in a field; the words are in `wording/`. */
export type FieldProblem =
  'missing' | 'not-an-address' | 'not-a-host' | 'not-a-port' | 'too-long' | 'password-again' | 'consent';

export type FieldProblems = Partial<Record<FieldName, FieldProblem>>;

/** Order of the fields on the page, which is that of the error summary. */
export const fieldOrder: readonly FieldName[] = [
  'emailAddress',
  'username',
  'password',
  'incomingProtocol',
  'incomingSecurity',
  'incomingHost',
  'incomingPort',
  'keepCopyOnServer',
  'outgoingSecurity',
  'outgoingHost',
  'outgoingPort',
  'outgoingAuthentication',
  'outgoingUsername',
  'outgoingPassword',
  'allowCleartext',
];

/**
 * Says early what the gateway would refuse. The rules are those of `ManualSettings` in the contracts (a test holds the
 * two together); they are written again because the schema library would weigh more than the form.
 */
export function checkDraft(draft: Draft, saved: ManualSettings | null): FieldProblems {
  const different = draft.outgoingAuthentication === 'different';
  const found: Partial<Record<FieldName, FieldProblem | null>> = {
    emailAddress: checkAddress(draft.emailAddress),
    username: checkLine(draft.username.trim(), 320),
    password: checkPassword(draft.password, passwordNeeded(draft, saved)),
    incomingHost: checkHost(draft.incomingHost),
    incomingPort: checkPort(draft.incomingPort),
    outgoingHost: checkHost(draft.outgoingHost),
    outgoingPort: checkPort(draft.outgoingPort),
    outgoingUsername: different ? checkLine(draft.outgoingUsername.trim(), 320) : null,
    outgoingPassword: different ? checkPassword(draft.outgoingPassword, outgoingPasswordNeeded(draft, saved)) : null,
    allowCleartext: usesCleartext(draft) && !draft.allowCleartext ? 'consent' : null,
  };
  const wrong = Object.entries(found).filter(([, problem]) => problem !== null);
  return Object.fromEntries(wrong);
}

type Need = 'missing' | 'password-again' | null;

/** A stored password goes only where it was typed for: a new server or user needs it typed again. */
export function passwordNeeded(draft: Draft, saved: ManualSettings | null): Need {
  if (saved === null) return 'missing';
  const same = sameHost(draft.incomingHost, saved.incoming.host) && draft.username.trim() === saved.username;
  return same ? null : 'password-again';
}

export function outgoingPasswordNeeded(draft: Draft, saved: ManualSettings | null): Need {
  if (saved?.outgoing.authentication !== 'different') return 'missing';
  const { host, username } = saved.outgoing;
  const same = sameHost(draft.outgoingHost, host) && draft.outgoingUsername.trim() === username;
  return same ? null : 'password-again';
}

function sameHost(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.toLowerCase();
}

function checkPassword(password: string, need: Need): FieldProblem | null {
  return password === '' ? need : checkLine(password, 1_024);
}

function checkLine(text: string, longest: number): FieldProblem | null {
  if (text === '') return 'missing';
  return text.length > longest ? 'too-long' : null;
}

// z.regexes.unicodeEmail of the contracts.
const address = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;

function checkAddress(text: string): FieldProblem | null {
  const trimmed = text.trim();
  if (trimmed === '') return 'missing';
  return trimmed.length <= 254 && address.test(trimmed) ? null : 'not-an-address';
}

const label = /^(?!-)[\p{L}\p{N}_-]{1,63}(?<!-)$/u;
const ipv6Literal = /^\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?$/;

function checkHost(text: string): FieldProblem | null {
  const host = text.trim();
  if (host === '') return 'missing';
  const labels = host.replace(/\.$/, '').split('.');
  const right = host.length <= 253 && (ipv6Literal.test(host) || labels.every((each) => label.test(each)));
  return right ? null : 'not-a-host';
}

function checkPort(text: string): FieldProblem | null {
  if (text.trim() === '') return 'missing';
  const right = /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 65_535;
  return right ? null : 'not-a-port';
}
