import type { ConnectionSettings } from '@mail-access/contracts';
import { type Draft, type FieldName, usesCleartext } from './draft.js';
import { outgoingPasswordNeeded, type PasswordNeed, passwordNeeded } from './password-need.js';

/** What the form finds wrong in a field; the words are in `wording/`. */
export type FieldProblem =
  | 'missing'
  | 'not-an-address'
  | 'not-a-host'
  | 'not-a-port'
  | 'not-a-server-address'
  | 'secret-in-address'
  | 'too-long'
  | 'password-again'
  | 'password-for-provider'
  | 'password-for-address'
  | 'consent';

export type FieldProblems = Partial<Record<FieldName, FieldProblem>>;

/** Order of the fields on the page, which is that of the error summary. */
export const fieldOrder: readonly FieldName[] = [
  'method',
  'emailAddress',
  'providerId',
  'exchangeUrl',
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
  const wrong = Object.entries(checks[draft.method](draft, saved)).filter(([, problem]) => problem !== null);
  return Object.fromEntries(wrong);
}

type Findings = Partial<Record<FieldName, FieldProblem | null>>;

const checks: Readonly<Record<Draft['method'], (draft: Draft, saved: ConnectionSettings | null) => Findings>> = {
  hosted: checkHosted,
  manual: checkManual,
  unknown: checkUnknown,
  exchange: checkExchange,
};

function checkHosted(draft: Draft, saved: ConnectionSettings | null): Findings {
  if (draft.providerId === '') return { emailAddress: checkAddress(draft.emailAddress), providerId: 'missing' };
  return checkUnknown(draft, saved);
}

function checkUnknown(draft: Draft, saved: ConnectionSettings | null): Findings {
  const username = draft.username.trim();
  return {
    emailAddress: checkAddress(draft.emailAddress),
    username: username === '' ? null : checkLine(username, 320),
    password: checkPassword(draft.password, passwordNeeded(draft, saved)),
  };
}

function checkExchange({ emailAddress, exchangeUrl }: Draft): Findings {
  return { emailAddress: checkAddress(emailAddress), exchangeUrl: checkServerAddress(exchangeUrl.trim()) };
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

// `ExchangeAddress` of the contracts: a host or a URL, judged there in earnest. A password in it would be shown and kept.
function checkServerAddress(text: string): FieldProblem | null {
  if (text === '') return null;
  if (text.length > 2_048) return 'too-long';
  const authority = text.replace(/^[a-z][a-z0-9+.-]*:/i, '').replace(/^[\\/]+/, '');
  if ((/^[^/?#\\]*/.exec(authority)?.[0] ?? '').includes('@')) return 'secret-in-address';
  return /[\0\r\n]/.test(text) || !text.isWellFormed() ? 'not-a-server-address' : null;
}
