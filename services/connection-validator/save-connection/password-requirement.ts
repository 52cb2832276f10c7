import type { ConnectionSettings, UnknownSettings } from '@mail-access/contracts';

/** Where a password goes, and how it is protected on the way. */
interface Destination {
  readonly host: string;
  readonly username: string;
  readonly cleartext: boolean;
}

/** Every place to which the incoming password goes: the outgoing server too, when it takes the same sign-in. */
function incomingDestinations(settings: ConnectionSettings): Destination[] {
  if (settings.method === 'hosted') return [hostedDestination(settings)];
  if (settings.method === 'exchange') return [];
  if (settings.method === 'unknown') return [foundDestination(settings)];
  const { incoming, outgoing, username } = settings;
  const both = outgoing.authentication === 'same' ? [incoming, outgoing] : [incoming];
  return both.map(({ host, security }) => ({ host: host.toLowerCase(), username, cleartext: security === 'none' }));
}

/** A provider is one place, whatever its servers are called; no server name can be written like this. */
function hostedDestination(settings: Extract<ConnectionSettings, { method: 'hosted' }>): Destination {
  const { providerId, emailAddress, username = emailAddress } = settings;
  return { host: `hosted:${providerId.toLowerCase()}`, username, cleartext: false };
}

/** Wherever the address leads: what it finds cannot be chosen by whoever saves the settings. */
function foundDestination({ emailAddress, username = emailAddress }: UnknownSettings): Destination {
  return { host: `unknown:${emailAddress.toLowerCase()}`, username, cleartext: false };
}

function outgoingDestinations(settings: ConnectionSettings): Destination[] {
  if (!wantsOutgoingPassword(settings)) return [];
  const { host, security, username } = settings.outgoing;
  if (username === undefined) return [];
  return [{ host: host.toLowerCase(), username, cleartext: security === 'none' }];
}

function goesNowhereNew(before: Destination[], after: Destination[]): boolean {
  return after.every(({ host, username, cleartext }) =>
    before.some((known) => known.host === host && known.username === username && (known.cleartext || !cleartext)),
  );
}

/** Whether the outgoing server has a password of its own. */
export function wantsOutgoingPassword(
  settings: ConnectionSettings,
): settings is Extract<ConnectionSettings, { method: 'manual' }> {
  return settings.method === 'manual' && settings.outgoing.authentication === 'different';
}

/** Which passwords a save needs. */
export interface PasswordRequirement {
  readonly incoming: boolean;
  readonly outgoing: boolean;
}

/**
 * A stored password is reused only for the servers, the user name and the protection that it was typed for. Otherwise
 * whoever gets hold of an open portal page could have it sent to a server of their own.
 */
export function requiredPasswords(before: ConnectionSettings | null, after: ConnectionSettings): PasswordRequirement {
  const outgoing = outgoingDestinations(after);
  if (before === null) return { incoming: true, outgoing: outgoing.length > 0 };
  return {
    incoming: !goesNowhereNew(incomingDestinations(before), incomingDestinations(after)),
    outgoing: !goesNowhereNew(outgoingDestinations(before), outgoing),
  };
}
