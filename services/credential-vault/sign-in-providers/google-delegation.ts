import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { WebEgress } from '@mail-access/egress';
import { Secret } from '@mail-access/secret';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { askTokenEndpoint } from './ask-token-endpoint.js';
import { googleScopes, verdict, type GoogleAddresses } from './google.js';
import type { TokenAnswer } from './token-answer.js';

/** A service account to which administrators of Google Workspace delegate the mailboxes of their domain. */
export interface ServiceAccount {
  readonly email: string;
  readonly key: KeyObject;
  readonly keyId: string | undefined;
}

const KeyFile = z.object({
  type: z.literal('service_account'),
  client_email: z.email(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
});

/** Reads the JSON key file that Google Cloud gives. Throws an error that quotes nothing of it. */
export function parseServiceAccount(json: string): ServiceAccount {
  try {
    const { client_email: email, private_key, private_key_id: keyId } = KeyFile.parse(JSON.parse(json));
    return { email, key: createPrivateKey(private_key), keyId };
  } catch {
    throw new Error('not a key file of a Google service account: expected the JSON that Google Cloud gives');
  }
}

/**
 * An access token for a mailbox of a delegated domain (RFC 7523, `sub` the mailbox).
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export async function delegatedToken(
  egress: Pick<WebEgress, 'post'>,
  { email, key, keyId }: ServiceAccount,
  { token: url }: GoogleAddresses,
  mailbox: string,
  signal: AbortSignal,
): Promise<TokenAnswer> {
  const scope = Object.values(googleScopes).flat().join(' ');
  const assertion = await new SignJWT({ scope })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) })
    .setIssuer(email)
    .setSubject(mailbox)
    .setAudience(url)
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .sign(key);
  const form = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: Secret.of(assertion) };
  return await askTokenEndpoint(egress, { url, form, verdict }, signal);
}
