import { z } from 'zod';

/** Who signs a subscriber in and grants access to the mailbox. */
export const OAuthProvider = z.enum(['google', 'microsoft']);
export type OAuthProvider = z.infer<typeof OAuthProvider>;

/** What of a mailbox a subscriber grants, one by one; each provider has scopes of its own for it. */
export const consentScopes = ['mail', 'contacts', 'calendar'] as const;
export const ConsentScope = z.enum(consentScopes);
export type ConsentScope = z.infer<typeof ConsentScope>;

export const AuthorizationId = z.uuid();

/** SHA-256 of what only the subscriber's browser keeps, base64url. The value itself never enters the bus. */
export const SessionHash = z.string().regex(/^[\w-]{43}$/, 'a SHA-256 in base64url');

/**
 * Where an authorization stands. `waiting`: the subscriber is at the provider. `awaiting-administrator`: an administrator
 * has to consent first. `resumable`: one has, and the subscriber can go on. `authorized`: there is a credential.
 */
export const AuthorizationState = z.enum([
  'waiting',
  'awaiting-administrator',
  'resumable',
  'authorized',
  'declined',
  'failed',
  'expired',
]);
export type AuthorizationState = z.infer<typeof AuthorizationState>;

/** The mailbox as the provider names it: an address as a rule, at Microsoft also a telephone number or another name. */
export const ProviderAccount = z.string().min(1).max(320);

/** An authorization as its subscriber may see it. */
export const Authorization = z.strictObject({
  authorizationId: AuthorizationId,
  provider: OAuthProvider,
  state: AuthorizationState,
  /** The mailbox that was signed in to. The credential has the id of the authorization. */
  account: ProviderAccount.optional(),
  grantedScopes: z.array(ConsentScope),
  /** Asked for and not granted. */
  missingScopes: z.array(ConsentScope),
  /** For the administrator of the organisation, while the authorization waits for one. */
  adminConsentUrl: z.url().optional(),
});
export type Authorization = z.infer<typeof Authorization>;

/** Why a provider does not let the assistant in any more. */
export const ReconnectionReason = z.enum(['invalid-grant', 'interaction-required', 'consent-required']);
export type ReconnectionReason = z.infer<typeof ReconnectionReason>;
