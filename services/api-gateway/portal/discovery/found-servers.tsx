import type { MailServers, StepDiscovery } from '@mail-access/contracts';
import { WarningIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';

interface FoundServersProps {
  readonly discovery: Pick<StepDiscovery, 'servers' | 'exchangeUrl' | 'confirmHosts'>;
}

/** The servers that were found, as a subscriber can compare them with what the provider says. */
export function FoundServers({ discovery: { servers, exchangeUrl, confirmHosts = [] } }: FoundServersProps) {
  const { discovery: words } = useWording();
  if (servers === undefined && exchangeUrl === undefined) return null;
  return (
    <dl className="found-servers" aria-label={words.found}>
      {servers !== undefined && (
        <>
          <FoundServer side="incoming" server={servers.incoming} foreign={isAmong(confirmHosts, servers.incoming)} />
          <FoundServer side="outgoing" server={servers.outgoing} foreign={isAmong(confirmHosts, servers.outgoing)} />
        </>
      )}
      {exchangeUrl !== undefined && (
        <div>
          <dt>{words.exchange}</dt>
          <dd className="found-host">{exchangeUrl}</dd>
        </div>
      )}
    </dl>
  );
}

function isAmong(hosts: readonly string[], { host }: { host: string }): boolean {
  return hosts.some((each) => each.toLowerCase() === host.toLowerCase());
}

interface FoundServerProps {
  readonly side: 'incoming' | 'outgoing';
  readonly server: MailServers['incoming'] | MailServers['outgoing'];
  readonly foreign: boolean;
}

function FoundServer({ side, server, foreign }: FoundServerProps) {
  const { discovery: words, form } = useWording();
  const protocol = 'protocol' in server ? form.protocols[server.protocol] : 'SMTP';
  return (
    <div>
      <dt>{words[side]}</dt>
      <dd>
        <span className="found-host">{server.host}</span>
        {foreign && (
          <span className="badge warning">
            <WarningIcon /> {words.foreign}
          </span>
        )}
        <span className="found-facts">
          {[protocol, words.port(server.port), words.securities[server.security]].join(' · ')}
        </span>
        <span className="found-facts">
          {server.username === undefined ? words.noSignIn : words.username(server.username)}
        </span>
      </dd>
    </div>
  );
}
