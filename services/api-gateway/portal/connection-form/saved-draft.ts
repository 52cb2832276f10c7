import type {
  ConnectionSettings,
  ExchangeSettings,
  HostedSettings,
  MailServers,
  ManualSettings,
  UnknownSettings,
} from '@mail-access/contracts';
import { type Draft, emptyDraft, type FollowingField } from './draft.js';
import { incomingPort, outgoingPort } from './port-rules.js';

/** The form of a saved connection. Its passwords are not known to the page and stay empty. */
export function draftOf(settings: ConnectionSettings): Draft {
  switch (settings.method) {
    case 'manual':
      return draftOfManual(settings);
    case 'hosted':
      return { ...atAddress(settings), providerId: settings.providerId };
    case 'unknown':
      return { ...atAddress(settings), confirmedHosts: settings.confirmedHosts ?? [] };
    case 'exchange':
      return { ...atAddress(settings), exchangeUrl: settings.url ?? '' };
  }
}

/** What all settings share that begin with an address. */
function atAddress({ method, emailAddress, username }: HostedSettings | UnknownSettings | ExchangeSettings): Draft {
  const own = username === undefined || username === emailAddress ? '' : username;
  const typed = own === '' ? {} : ({ username: true } as const);
  return { ...emptyDraft, method, emailAddress, username: own, typed };
}

function draftOfManual(settings: ManualSettings): Draft {
  const { incoming, outgoing } = settings;
  const typed: Partial<Record<FollowingField, true>> = {};
  if (settings.username !== settings.emailAddress) typed.username = true;
  if (String(incoming.port) !== incomingPort(incoming.protocol, incoming.security)) typed.incomingPort = true;
  if (String(outgoing.port) !== outgoingPort(outgoing.security)) typed.outgoingPort = true;
  return {
    ...emptyDraft,
    method: 'manual',
    emailAddress: settings.emailAddress,
    username: settings.username,
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
    allowCleartext: settings.allowCleartext ?? false,
    typed,
  };
}

/** The same mailbox by manual settings, with the servers that were found for it. What was typed stays, the password too. */
export function manualDraftOf(draft: Draft, found: MailServers | undefined): Draft {
  const username = found?.incoming.username ?? (draft.username.trim() || draft.emailAddress.trim());
  if (found === undefined) return { ...draft, method: 'manual', username };
  const { incoming, outgoing } = found;
  const authentication =
    outgoing.username === undefined ? 'none' : outgoing.username === incoming.username ? 'same' : 'different';
  const manual = draftOfManual({
    method: 'manual',
    emailAddress: draft.emailAddress,
    username,
    incoming,
    outgoing: { ...outgoing, authentication },
  });
  return { ...manual, password: draft.password };
}
