import type { Diagnosis } from '@mail-access/contracts';

/**
 * Whether trying again without changing anything can help. It also tells a definite refusal, which breaks a
 * connection that worked, from a fault that must not: a network fault taken for a refusal would disconnect everybody.
 */
const retryable: Record<Diagnosis, boolean> = {
  'address-not-found': false,
  // A server that restarts refuses connections, although a wrong port is likelier at the first try.
  'connection-refused': true,
  'connection-timed-out': true,
  'blocked-address': false,
  'not-a-mail-server': false,
  'wrong-security-mode': false,
  'certificate-untrusted': false,
  'certificate-name-mismatch': false,
  'certificate-expired': false,
  'tls-too-old': false,
  'encryption-unavailable': false,
  'credentials-rejected': false,
  'app-password-required': false,
  'oauth-required': false,
  'web-sign-in-required': false,
  'protocol-disabled': false,
  'admin-must-enable': false,
  'admin-consent-required': false,
  'account-locked': false,
  'too-many-connections': true,
  'rate-limited': true,
  'temporarily-unavailable': true,
  'mailbox-unavailable': false,
  'capability-missing': false,
  'sender-refused': false,
  'recipient-refused': false,
  'message-refused': false,
  // Mail is store and forward (RFC 5321 §4.5.4.1): the message may only be late.
  'test-message-not-seen': true,
  'settings-not-found': false,
  'endpoint-not-found': false,
  'service-retired': false,
  'provider-unsupported': false,
  'server-misbehaved': true,
  internal: true,
};

export function isRetryable(diagnosis: Diagnosis): boolean {
  return retryable[diagnosis];
}
