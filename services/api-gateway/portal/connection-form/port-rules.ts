import type { IncomingProtocol, Security } from '@mail-access/contracts';

/** The registered ports: 993 and 995 by RFC 8314, 143 by RFC 9051, 110 by RFC 1939. STARTTLS shares the cleartext port. */
export function incomingPort(protocol: IncomingProtocol, security: Security): string {
  if (protocol === 'imap') return security === 'tls' ? '993' : '143';
  return security === 'tls' ? '995' : '110';
}

/** 465 by RFC 8314, 587 by RFC 6409; a server without encryption is most often an old one that listens on 25. */
export function outgoingPort(security: Security): string {
  if (security === 'tls') return '465';
  return security === 'starttls' ? '587' : '25';
}
