import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCertificateAuthority } from '../launch/certificate-authority.js';
import { startDovecot } from '../launch/dovecot.js';
import type { DovecotServer } from '../launch/dovecot.js';
import type { DovecotPorts } from '../launch/dovecot-configuration.js';
import type { DemoSubscriber } from '../start/demo-subscribers.js';
import { demoDomain } from '../start/demo-subscribers.js';
import { deliver } from './deliver.js';
import { welcomeMessages } from './welcome-messages.js';

/** The host name of the demo mail server, in its certificate and in the settings of the mailboxes. */
export const mailHost = 'localhost';

/** A certificate for the demo mail server; the authority is kept in `directory`. */
export async function mailCertificate(directory: string) {
  const authority = await createCertificateAuthority({ directory });
  const certificate = await authority.issue({ names: [mailHost, '127.0.0.1', '::1', `mail.${demoDomain}`] });
  return { caPem: authority.caPem, certificate };
}

/** Starts Dovecot with a mailbox for each subscriber. */
export function startMailboxes(options: {
  directory: string;
  subscribers: readonly DemoSubscriber[];
  certificate: { certPem: string; keyPem: string };
  ports: DovecotPorts;
  mtaPort: number;
}): Promise<DovecotServer> {
  const { directory, certificate, ports } = options;
  const users = options.subscribers.map(({ emailAddress, password }) => ({ name: emailAddress, password }));
  return startDovecot({ directory, certificate, ports, users, relayPort: options.mtaPort, hostname: mailHost });
}

/** Delivers the first messages to mailboxes that never had them. */
export async function seedMailboxes(options: {
  directory: string;
  subscribers: readonly DemoSubscriber[];
  lmtpPort: number;
}): Promise<void> {
  const file = join(options.directory, 'seeded.json');
  const seeded = new Set(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []);
  for (const subscriber of options.subscribers) {
    const { emailAddress } = subscriber;
    if (seeded.has(emailAddress)) continue;
    for (const message of await welcomeMessages(subscriber)) {
      await deliver({ lmtpPort: options.lmtpPort, from: '', to: [emailAddress], message });
    }
    writeFileSync(file, JSON.stringify([...seeded.add(emailAddress)]));
  }
}

/** How a mail program reaches a subscriber's mailbox; `incoming` and `outgoing` as the settings of a connection. */
export function mailboxSettings({ emailAddress, password }: DemoSubscriber, ports: DovecotPorts) {
  const server = (port: number, security: 'tls' | 'starttls') => ({ host: mailHost, port, security });
  const authentication = 'same' as const;
  return {
    ...{ emailAddress, username: emailAddress, password },
    incoming: { protocol: 'imap' as const, ...server(ports.imaps, 'tls') },
    outgoing: { ...server(ports.submission, 'starttls'), authentication },
    alternatives: {
      incoming: [
        { protocol: 'imap' as const, ...server(ports.imap, 'starttls') },
        { protocol: 'pop3' as const, ...server(ports.pop3s, 'tls') },
        { protocol: 'pop3' as const, ...server(ports.pop3, 'starttls') },
      ],
      outgoing: [{ ...server(ports.submissions, 'tls'), authentication }],
    },
  };
}
