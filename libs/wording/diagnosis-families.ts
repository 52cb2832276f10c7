import type { Diagnosis } from '@mail-access/contracts';

// A language has one file of sentences a family; together they must make every diagnosis, or the language does not compile.

/** The server cannot be found, reached or understood. */
export type ReachDiagnosis = Extract<
  Diagnosis,
  | 'address-not-found'
  | 'connection-refused'
  | 'connection-timed-out'
  | 'blocked-address'
  | 'not-a-mail-server'
  | 'temporarily-unavailable'
  | 'server-misbehaved'
>;

/** Encryption, or the proof of who the server is. */
export type EncryptionDiagnosis = Extract<
  Diagnosis,
  | 'wrong-security-mode'
  | 'certificate-untrusted'
  | 'certificate-name-mismatch'
  | 'certificate-expired'
  | 'tls-too-old'
  | 'encryption-unavailable'
>;

/** The server does not let the subscriber in. */
export type SignInDiagnosis = Extract<
  Diagnosis,
  | 'credentials-rejected'
  | 'app-password-required'
  | 'oauth-required'
  | 'web-sign-in-required'
  | 'protocol-disabled'
  | 'admin-must-enable'
  | 'admin-consent-required'
  | 'account-locked'
  | 'capability-missing'
>;

/** The subscriber is let in, and something still does not work. */
export type UseDiagnosis = Extract<
  Diagnosis,
  | 'too-many-connections'
  | 'rate-limited'
  | 'mailbox-unavailable'
  | 'sender-refused'
  | 'recipient-refused'
  | 'message-refused'
  | 'test-message-not-seen'
>;

/** There is nothing to connect to, or the fault is ours. */
export type ServiceDiagnosis = Exclude<
  Diagnosis,
  ReachDiagnosis | EncryptionDiagnosis | SignInDiagnosis | UseDiagnosis
>;
