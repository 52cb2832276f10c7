import type { ServerAddress } from '@mail-access/driver-spec';
import { usualUsernames } from '../email-address.js';
import { inspectServer, type Inspection, type MailProtocol } from '../inspect-servers.js';
import { nothingFound, paired, type SettingsSource } from '../source.js';
import { guessedServers } from './guessed-servers.js';

/** How long a host that would be preferred is waited for once one of each side has answered. */
const patienceMs = 500;

interface Look<S> {
  readonly server: S;
  readonly inspection: Inspection | null;
}

/** Ends once the preferred ones had their time after something usable of each side is there. */
class Patience {
  readonly #sides = new Set<string>();
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  seen(protocol: MailProtocol): void {
    this.#sides.add(protocol === 'smtp' ? 'outgoing' : 'incoming');
    if (this.#sides.size === 2) this.#timer ??= setTimeout(() => this.#stop.abort(), patienceMs);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * Likely host names of the subscriber's own domain, each looked at without credentials. Only a server whose certificate
 * is valid for the guessed name counts: nothing else says that it belongs to the domain.
 */
export const guessSource: SettingsSource = async (address, { egress }, signal) => {
  const guessed = guessedServers(address.domain);
  const patience = new Patience();
  const until = AbortSignal.any([signal, patience.signal]);
  const look = async <S extends ServerAddress>(protocol: MailProtocol, server: S): Promise<Look<S>> => {
    const inspection = await inspectServer(protocol, server, egress, until);
    if (inspection.kind === 'verified') patience.seen(protocol);
    return { server, inspection };
  };
  const [incoming, outgoing] = await Promise.all([
    Promise.all(guessed.incoming.map((server) => look(server.protocol, server))),
    Promise.all(guessed.outgoing.map((server) => look('smtp', server))),
  ]);
  patience.end();
  const submission = outgoing.filter(({ inspection }) => inspection?.kind === 'verified').map(({ server }) => server);
  const servers = (['imap', 'pop3'] as const).flatMap((protocol) => {
    const best = incoming.find((one) => one.server.protocol === protocol && one.inspection?.kind === 'verified');
    if (best?.inspection?.kind !== 'verified') return [];
    const { authentication } = best.inspection;
    const provenance = { source: 'guess', trusted: true, certificate: 'verified', authentication } as const;
    return paired([best.server], submission, { ...provenance, usernames: usualUsernames(address) });
  });
  if (servers.length > 0) return { outcome: 'found', servers };
  const all = [...incoming, ...outgoing];
  return all.every(({ inspection }) => inspection?.kind === 'blocked') ? { outcome: 'blocked' } : nothingFound;
};
