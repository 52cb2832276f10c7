import type { IncomingServer } from '@mail-access/contracts';
import type { OutgoingAddress } from '../source.js';

/** Ports by IANA and RFC 8314, TLS first, never in clear. */
const ports = {
  imap: { tls: 993, starttls: 143 },
  pop3: { tls: 995, starttls: 110 },
  smtp: { tls: 465, starttls: 587 },
} as const;
const securities = ['tls', 'starttls'] as const;

/** Names that hosts of mail have, the most telling first; the bare domain last. */
const prefixes = { imap: ['imap.', 'mail.', ''], pop3: ['pop.', 'mail.', ''], smtp: ['smtp.', 'mail.', ''] };

function tries(domain: string, protocol: keyof typeof ports): OutgoingAddress[] {
  return prefixes[protocol].flatMap((prefix) =>
    securities.map((security) => ({ host: `${prefix}${domain}`, port: ports[protocol][security], security })),
  );
}

/** Where mail servers of a domain are likely to be, in the order of preference. IMAP comes before POP3. */
export function guessedServers(domain: string): { incoming: IncomingServer[]; outgoing: OutgoingAddress[] } {
  const incoming = (['imap', 'pop3'] as const).flatMap((protocol) =>
    tries(domain, protocol).map((server) => ({ protocol, ...server })),
  );
  return { incoming, outgoing: tries(domain, 'smtp') };
}
