import type { Secret } from '@mail-access/secret';

/** Where a server is, and how it is spoken to. `starttls` is required once asked for: it is never given up for cleartext. */
export interface ServerAddress {
  /** A name or an address literal, as typed; `libs/egress` judges where it leads. */
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
}

/** Any Unicode except NUL, CR and LF, which neither SASL nor a line protocol can carry. */
export interface PasswordCredential {
  readonly username: string;
  readonly password: Secret<string>;
}
