import type {
  ConnectionSettings,
  ExchangeSettings,
  HostedSettings,
  IncomingProtocol,
  ManualSettings,
  OutgoingServer,
  Security,
  UnknownSettings,
} from '@mail-access/contracts';
import type { ConnectionRequest } from '../api/portal-api.js';
import { incomingPort, outgoingPort } from './port-rules.js';

/** The form as it is typed: every field by the name that it has in the page, ports as text. */
export interface Draft {
  readonly method: ConnectionSettings['method'];
  readonly emailAddress: string;
  /** Empty until one is chosen. */
  readonly providerId: string;
  /** Where the Exchange server is; empty: it is looked for by the address. */
  readonly exchangeUrl: string;
  /** Empty unless it differs from the address; only manual settings always name it. */
  readonly username: string;
  readonly password: string;
  readonly incomingProtocol: IncomingProtocol;
  readonly incomingSecurity: Security;
  readonly incomingHost: string;
  readonly incomingPort: string;
  readonly keepCopyOnServer: boolean;
  readonly outgoingHost: string;
  readonly outgoingSecurity: Security;
  readonly outgoingPort: string;
  readonly outgoingAuthentication: OutgoingServer['authentication'];
  readonly outgoingUsername: string;
  readonly outgoingPassword: string;
  readonly allowCleartext: boolean;
  /** Servers that were found outside of the domain of the address, and to which the password may go all the same. */
  readonly confirmedHosts: readonly string[];
  /** Fields that no longer follow another one, because the subscriber typed in them. */
  readonly typed: Readonly<Partial<Record<FollowingField, true>>>;
}

export type FollowingField = 'username' | 'incomingPort' | 'outgoingPort';
export type FieldName = Exclude<keyof Draft, 'typed' | 'confirmedHosts'>;
/** Fields that hold any text, and no choice. */
export type TextFieldName = { [K in FieldName]: string extends Draft[K] ? K : never }[FieldName];

export const emptyDraft: Draft = {
  // Who knows nothing of servers needs only an address and a password; everybody else sees three other ways beside it.
  method: 'unknown',
  emailAddress: '',
  providerId: '',
  exchangeUrl: '',
  username: '',
  password: '',
  incomingProtocol: 'imap',
  incomingSecurity: 'tls',
  incomingHost: '',
  incomingPort: incomingPort('imap', 'tls'),
  keepCopyOnServer: true,
  outgoingHost: '',
  outgoingSecurity: 'tls',
  outgoingPort: outgoingPort('tls'),
  outgoingAuthentication: 'same',
  outgoingUsername: '',
  outgoingPassword: '',
  allowCleartext: false,
  confirmedHosts: [],
  typed: {},
};

export function withoutPasswords(draft: Draft): Draft {
  return { ...draft, password: '', outgoingPassword: '' };
}

export function usesCleartext(draft: Draft): boolean {
  return draft.method === 'manual' && (draft.incomingSecurity === 'none' || draft.outgoingSecurity === 'none');
}

/** What is sent for a form that `checkDraft` finds nothing in. An empty password is left out: the stored one stays. */
export function requestOf(draft: Draft): ConnectionRequest {
  const different = draft.method === 'manual' && draft.outgoingAuthentication === 'different';
  const password = draft.method === 'exchange' ? '' : draft.password;
  return {
    settings: settingsOf(draft),
    ...(password === '' ? {} : { password }),
    ...(different && draft.outgoingPassword !== '' ? { outgoingPassword: draft.outgoingPassword } : {}),
  };
}

function settingsOf(draft: Draft): ConnectionSettings {
  switch (draft.method) {
    case 'manual':
      return manualSettingsOf(draft);
    case 'hosted':
      return hostedSettingsOf(draft);
    case 'unknown':
      return unknownSettingsOf(draft);
    case 'exchange':
      return exchangeSettingsOf(draft);
  }
}

/** The user name, where leaving it out means the address. */
function ownUsername({ emailAddress, username }: Draft): { readonly username?: string } {
  const own = username.trim();
  return own === '' || own === emailAddress.trim() ? {} : { username: own };
}

function hostedSettingsOf(draft: Draft): HostedSettings {
  const emailAddress = draft.emailAddress.trim();
  return { method: 'hosted', emailAddress, ...ownUsername(draft), providerId: draft.providerId };
}

function unknownSettingsOf(draft: Draft): UnknownSettings {
  const emailAddress = draft.emailAddress.trim();
  const confirmedHosts = draft.confirmedHosts.length === 0 ? {} : { confirmedHosts: [...draft.confirmedHosts] };
  return { method: 'unknown', emailAddress, ...ownUsername(draft), ...confirmedHosts };
}

/** Only where the server is: the sign-in there is not asked for yet. */
function exchangeSettingsOf(draft: Draft): ExchangeSettings {
  const url = draft.exchangeUrl.trim();
  return { method: 'exchange', emailAddress: draft.emailAddress.trim(), ...(url === '' ? {} : { url }) };
}

function manualSettingsOf(draft: Draft): ManualSettings {
  return {
    method: 'manual',
    emailAddress: draft.emailAddress.trim(),
    username: draft.username.trim(),
    incoming: {
      protocol: draft.incomingProtocol,
      host: draft.incomingHost.trim(),
      port: Number(draft.incomingPort),
      security: draft.incomingSecurity,
    },
    outgoing: {
      host: draft.outgoingHost.trim(),
      port: Number(draft.outgoingPort),
      security: draft.outgoingSecurity,
      authentication: draft.outgoingAuthentication,
      ...(draft.outgoingAuthentication === 'different' ? { username: draft.outgoingUsername.trim() } : {}),
    },
    ...(draft.incomingProtocol === 'pop3' ? { keepCopyOnServer: draft.keepCopyOnServer } : {}),
    ...(usesCleartext(draft) ? { allowCleartext: draft.allowCleartext } : {}),
  };
}
