import { OAuthProvider } from '@mail-access/contracts';
import { Secret } from '@mail-access/secret';
import { z } from 'zod';
import { parseSecret } from './parse-secret.js';

/** Where access tokens come from: what the subscriber granted, or an administrator for a whole Google Workspace domain. */
export type TokenSource =
  | { readonly kind: 'refresh-token'; readonly refreshToken: Secret<string> }
  | { readonly kind: 'delegation'; readonly mailbox: string };

/** The secret of a credential with the purpose `oauth`, as it is before it is encrypted. */
export interface StoredGrant {
  readonly provider: OAuthProvider;
  readonly source: TokenSource;
  /** Who signed in, as the provider knows them for good: it may take back every grant of an account at once. */
  readonly subject?: string | undefined;
  /** The one that was fetched last; when it ends is known outside. */
  readonly accessToken?: Secret<string>;
}

const Stored = z.strictObject({
  provider: OAuthProvider,
  subject: z.string().min(1).optional(),
  refreshToken: z.string().min(1).optional(),
  mailbox: z.string().min(1).optional(),
  accessToken: z.string().min(1).optional(),
});

/** A grant as one text to encrypt. */
export function writeGrant({ provider, source, subject, accessToken }: StoredGrant): Secret<string> {
  const stored: z.input<typeof Stored> = {
    provider,
    ...(subject !== undefined && { subject }),
    ...(source.kind === 'refresh-token' ? { refreshToken: source.refreshToken.reveal() } : { mailbox: source.mailbox }),
    ...(accessToken && { accessToken: accessToken.reveal() }),
  };
  return Secret.of(JSON.stringify(stored));
}

/** Reads what `writeGrant` wrote; null for anything else. */
export function readGrant(secret: Secret<string>): StoredGrant | null {
  const stored = parseSecret(Stored, secret);
  if (stored === null) return null;
  const { provider, subject, refreshToken, mailbox, accessToken } = stored;
  const source = sourceOf(refreshToken, mailbox);
  if (source === null) return null;
  return { provider, source, subject, ...(accessToken !== undefined && { accessToken: Secret.of(accessToken) }) };
}

function sourceOf(refreshToken: string | undefined, mailbox: string | undefined): TokenSource | null {
  if (refreshToken !== undefined) return { kind: 'refresh-token', refreshToken: Secret.of(refreshToken) };
  return mailbox === undefined ? null : { kind: 'delegation', mailbox };
}
