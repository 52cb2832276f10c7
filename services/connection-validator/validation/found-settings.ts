import type { ConnectionSettings, MailServers, ManualSettings } from '@mail-access/contracts';

/** What a run learned before it could try anything, kept with the run so that its sentences name the right places. */
export interface FoundSettings {
  readonly provider?: { readonly id: string; readonly name: string };
  /** Where the subscriber has to sign in instead of typing a password. */
  readonly signIn?: 'google' | 'microsoft';
  readonly servers?: MailServers;
  /** The EWS endpoint of an Exchange server. */
  readonly exchangeUrl?: string;
  /** The server that the reason is about, where there are no servers of mail. */
  readonly host?: string;
  /** The names in the certificate of that server, when its own is not among them. */
  readonly certificateNames?: readonly string[];
}

/** The servers that manual settings name, each with the user name that it is given. */
export function typedServers({ username, incoming, outgoing }: ManualSettings): MailServers {
  const { host, port, security, authentication } = outgoing;
  const names = { same: username, different: outgoing.username, none: undefined };
  const outgoingName = names[authentication];
  return {
    incoming: { ...incoming, username },
    outgoing: { host, port, security, ...(outgoingName !== undefined && { username: outgoingName }) },
  };
}

/** The servers of a run: typed, or found; null as long as nothing is found. */
export function serversOf(run: { settings: ConnectionSettings; found: FoundSettings | null }): MailServers | null {
  return run.settings.method === 'manual' ? typedServers(run.settings) : (run.found?.servers ?? null);
}
