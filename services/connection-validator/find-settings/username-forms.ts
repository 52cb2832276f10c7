import type { MailServers } from '@mail-access/contracts';
import type { Database } from '@mail-access/persistence';
import { readAddress } from '../discover-settings/email-address.js';
import { hostKey } from '../discover-settings/host-key.js';
import type { UsableServers } from './finding-parts.js';

type UsernameForm = 'address' | 'local-part';

function formOf(username: string, emailAddress: string): UsernameForm | null {
  if (username.toLowerCase() === emailAddress.toLowerCase()) return 'address';
  return username === readAddress(emailAddress).localPart ? 'local-part' : null;
}

/** The servers with another user name, for the outgoing one as well unless it has one of its own. */
export function renamedServers({ incoming, outgoing }: MailServers, username: string): MailServers {
  const follows = outgoing.username === incoming.username;
  return { incoming: { ...incoming, username }, outgoing: follows ? { ...outgoing, username } : outgoing };
}

/**
 * Which form of a user name the server of a domain takes, learned where the second form was the right one. Each refusal of
 * the first is one of the two that a server may say in an hour, to all colleagues together.
 */
export class PostgresUsernameForms {
  constructor(private readonly database: Database) {}

  async learn(host: string, emailAddress: string, username: string): Promise<void> {
    const form = formOf(username, emailAddress);
    if (form === null) return;
    await this.database.dataSource.query(
      `INSERT INTO username_form (host, email_domain, form) VALUES ($1, $2, $3)
       ON CONFLICT (host, email_domain) DO UPDATE SET form = excluded.form`,
      [hostKey(host), readAddress(emailAddress).domain, form],
    );
  }

  /** The form that was taken before comes first; the other one second. */
  async inOrder(usable: UsableServers, emailAddress: string): Promise<UsableServers> {
    const { servers, otherUsername } = usable;
    if (otherUsername === null) return usable;
    const { host, username } = servers.incoming;
    const known: { form: UsernameForm }[] = await this.database.dataSource.query(
      'SELECT form FROM username_form WHERE host = $1 AND email_domain = $2',
      [hostKey(host), readAddress(emailAddress).domain],
    );
    const other = formOf(otherUsername, emailAddress);
    if (other === null || known[0]?.form !== other) return usable;
    return { servers: renamedServers(servers, otherUsername), otherUsername: username };
  }
}
