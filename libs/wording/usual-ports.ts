import type { MailProtocol } from './scene.js';

/** The registered ports: RFC 8314 §7.3 for TLS from the first byte; RFC 9051, RFC 1939 and RFC 6409 for STARTTLS. */
const usualPorts: Record<MailProtocol, { readonly tls: number; readonly starttls: number }> = {
  imap: { tls: 993, starttls: 143 },
  pop3: { tls: 995, starttls: 110 },
  smtp: { tls: 465, starttls: 587 },
};

export const mailProtocols: readonly MailProtocol[] = ['imap', 'pop3', 'smtp'];

/** The ports at which a protocol is usually found; those of IMAP for an incoming server of unknown protocol. */
export function usualPortsOf(protocol: MailProtocol | undefined): { readonly tls: number; readonly starttls: number } {
  return usualPorts[protocol ?? 'imap'];
}
