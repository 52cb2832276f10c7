import type { ConnectionSettings } from '@mail-access/contracts';
import { type Draft, type FieldName, usesCleartext } from './draft.js';

/** What the form finds wrong in a field; the words are in `wording/`. */
export type FieldProblem =
  | 'missing'
  | 'not-an-address'
  | 'not-a-host'
  | 'not-a-port'
  | 'too-long'
  | 'password-again'
  | 'password-for-provider'
  | 'consent';

export type FieldProblems = Partial<Record<FieldName, FieldProblem>>;

/** Order of the fields on the page, which is that of the error summary. */
export const fieldOrder: readonly FieldName[] = [
  'method',
  'emailAddress',
  'providerId',
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
 * Says early what the gateway would refuse. The rules are those of `ConnectionSettings` in the contracts (a test holds the
 * two together); they are written again because the schema library would weigh more than the form.
 */
export function checkDraft(draft: Draft, saved: ConnectionSettings | null): FieldProblems {
  const found = draft.method === 'hosted' ? checkHosted(draft, saved) : checkManual(draft, saved);
  const wrong = Object.entries(found).filter(([, problem]) => problem !== null);
  return Object.fromEntries(wrong);
}

type Findings = Partial<Record<FieldName, FieldProblem | null>>;

function checkHosted(draft: Draft, saved: ConnectionSettings | null): Findings {
  const { emailAddress, providerId, username, password } = draft;
  if (providerId === '') return { emailAddress: checkAddress(emailAddress), providerId: 'missing' };
  return {
    emailAddress: checkAddress(emailAddress),
    username: username.trim() === '' ? null : checkLine(username.trim(), 320),
    password: checkPassword(password, passwordNeeded(draft, saved)),
  };
}

function checkManual(draft: Draft, saved: ConnectionSettings | null): Findings {
  const different = draft.outgoingAuthentication === 'different';
  return {
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
}

export type PasswordNeed = 'missing' | 'password-again' | 'password-for-provider' | null;

/** A stored password goes only where it was typed for: a new server, provider or user needs it typed again. */
export function passwordNeeded(draft: Draft, saved: ConnectionSettings | null): PasswordNeed {
  if (saved === null) return 'missing';
  if (draft.method === 'hosted') return passwordNeededAtProvider(draft, saved);
  if (saved.method === 'hosted') return 'password-again';
  const same = sameHost(draft.incomingHost, saved.incoming.host) && draft.username.trim() === saved.username;
  return same ? null : 'password-again';
}

function passwordNeededAtProvider(draft: Draft, saved: ConnectionSettings): PasswordNeed {
  const username = draft.username.trim() || draft.emailAddress.trim();
  const same =
    saved.method === 'hosted' &&
    draft.providerId === saved.providerId &&
    username === (saved.username ?? saved.emailAddress);
  return same ? null : 'password-for-provider';
}

export function outgoingPasswordNeeded(draft: Draft, saved: ConnectionSettings | null): PasswordNeed {
  if (saved?.method !== 'manual' || saved.outgoing.authentication !== 'different') return 'missing';
  const { host, username } = saved.outgoing;
  const same = sameHost(draft.outgoingHost, host) && draft.outgoingUsername.trim() === username;
  return same ? null : 'password-again';
}

function sameHost(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.toLowerCase();
}

function checkPassword(password: string, need: PasswordNeed): FieldProblem | null {
  return password === '' ? need : checkLine(password, 1_024);
}

function checkLine(text: string, longest: number): FieldProblem | null {
  if (text === '') return 'missing';
  return text.length > longest ? 'too-long' : null;
}

// `EmailAddress` of the contracts: z.regexes.unicodeEmail, less what would make several addresses of one.
const address = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;
const notInAddress = /[(),:;<>[\\\]\p{Control}\p{Surrogate}]/u;

function checkAddress(text: string): FieldProblem | null {
  const trimmed = text.trim();
  if (trimmed === '') return 'missing';
  const right = trimmed.length <= 254 && address.test(trimmed) && !notInAddress.test(trimmed);
  return right ? null : 'not-an-address';
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
