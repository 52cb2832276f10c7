import type {
  ConnectionSettings,
  HostedSettings,
  IncomingProtocol,
  ManualSettings,
  OutgoingServer,
  Security,
} from '@mail-access/contracts';
import type { ConnectionRequest } from '../api/portal-api.js';
import { incomingPort, outgoingPort } from './port-rules.js';

/** The form as it is typed: every field by the name that it has in the page, ports as text. */
export interface Draft {
  readonly method: ConnectionSettings['method'];
  readonly emailAddress: string;
  /** Empty until one is chosen. */
  readonly providerId: string;
  /** At a hosted provider empty unless it differs from the address. */
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
  /** Fields that no longer follow another one, because the subscriber typed in them. */
  readonly typed: Readonly<Partial<Record<FollowingField, true>>>;
}

export type FollowingField = 'username' | 'incomingPort' | 'outgoingPort';
export type FieldName = Exclude<keyof Draft, 'typed'>;
/** Fields that hold any text, and no choice. */
export type TextFieldName = { [K in FieldName]: string extends Draft[K] ? K : never }[FieldName];

export const emptyDraft: Draft = {
  method: 'hosted',
  emailAddress: '',
  providerId: '',
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
  typed: {},
};

/** The form of a saved connection. Its passwords are not known to the page and stay empty. */
export function draftOf(settings: ConnectionSettings): Draft {
  return settings.method === 'hosted' ? draftOfHosted(settings) : draftOfManual(settings);
}

function draftOfHosted({ emailAddress, username, providerId }: HostedSettings): Draft {
  const own = username === undefined || username === emailAddress ? '' : username;
  const typed = own === '' ? {} : ({ username: true } as const);
  return { ...emptyDraft, method: 'hosted', emailAddress, providerId, username: own, typed };
}

function draftOfManual(settings: ManualSettings): Draft {
  const { incoming, outgoing } = settings;
  const typed: Partial<Record<FollowingField, true>> = {};
  if (settings.username !== settings.emailAddress) typed.username = true;
  if (String(incoming.port) !== incomingPort(incoming.protocol, incoming.security)) typed.incomingPort = true;
  if (String(outgoing.port) !== outgoingPort(outgoing.security)) typed.outgoingPort = true;
  return {
    method: 'manual',
    emailAddress: settings.emailAddress,
    providerId: '',
    username: settings.username,
    password: '',
    incomingProtocol: incoming.protocol,
    incomingSecurity: incoming.security,
    incomingHost: incoming.host,
    incomingPort: String(incoming.port),
    keepCopyOnServer: settings.keepCopyOnServer ?? true,
    outgoingHost: outgoing.host,
    outgoingSecurity: outgoing.security,
    outgoingPort: String(outgoing.port),
    outgoingAuthentication: outgoing.authentication,
    outgoingUsername: outgoing.username ?? '',
    outgoingPassword: '',
    allowCleartext: settings.allowCleartext ?? false,
    typed,
  };
}

export function withoutPasswords(draft: Draft): Draft {
  return { ...draft, password: '', outgoingPassword: '' };
}

export function usesCleartext(draft: Draft): boolean {
  if (draft.method === 'hosted') return false;
  return draft.incomingSecurity === 'none' || draft.outgoingSecurity === 'none';
}

/** What is sent for a form that `checkDraft` finds nothing in. An empty password is left out: the stored one stays. */
export function requestOf(draft: Draft): ConnectionRequest {
  const different = draft.method === 'manual' && draft.outgoingAuthentication === 'different';
  return {
    settings: draft.method === 'hosted' ? hostedSettingsOf(draft) : manualSettingsOf(draft),
    ...(draft.password === '' ? {} : { password: draft.password }),
    ...(different && draft.outgoingPassword !== '' ? { outgoingPassword: draft.outgoingPassword } : {}),
  };
}

function hostedSettingsOf(draft: Draft): HostedSettings {
  const emailAddress = draft.emailAddress.trim();
  const username = draft.username.trim();
  return {
    method: 'hosted',
    emailAddress,
    ...(username === '' || username === emailAddress ? {} : { username }),
    providerId: draft.providerId,
  };
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
