import { z } from 'zod';

/** Everything that a validation step can find wrong. Closed: each has a message and a remedy in `libs/wording`. */
export const diagnoses = [
  'address-not-found',
  'connection-refused',
  'connection-timed-out',
  'blocked-address',
  'not-a-mail-server',
  'wrong-security-mode',
  'certificate-untrusted',
  'certificate-name-mismatch',
  'certificate-expired',
  'tls-too-old',
  'encryption-unavailable',
  'credentials-rejected',
  'app-password-required',
  'oauth-required',
  'web-sign-in-required',
  'protocol-disabled',
  'admin-must-enable',
  'admin-consent-required',
  'account-locked',
  'too-many-connections',
  'rate-limited',
  'temporarily-unavailable',
  'mailbox-unavailable',
  'capability-missing',
  'sender-refused',
  'recipient-refused',
  'message-refused',
  'test-message-not-seen',
  'settings-not-found',
  'endpoint-not-found',
  'service-retired',
  'provider-unsupported',
  'server-misbehaved',
  'internal',
] as const;

export const Diagnosis = z.enum(diagnoses);
export type Diagnosis = z.infer<typeof Diagnosis>;
