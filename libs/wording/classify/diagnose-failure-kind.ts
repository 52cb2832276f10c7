import type { Diagnosis } from '@mail-access/contracts';

/** The kinds of failure that a driver knows; the same literals as `DriverFailureKind` of `libs/drivers/spec`. */
export type FailureKind =
  | 'name-not-found'
  | 'resolver-unavailable'
  | 'blocked-address'
  | 'connection-refused'
  | 'timed-out'
  | 'not-this-protocol'
  | 'wrong-security-mode'
  | 'encryption-unavailable'
  | 'certificate-untrusted'
  | 'certificate-name-mismatch'
  | 'certificate-expired'
  | 'tls-too-old'
  | 'sign-in-refused'
  | 'sign-in-needs-encryption'
  | 'sign-in-method-missing'
  | 'mailbox-refused'
  | 'sender-refused'
  | 'recipient-refused'
  | 'message-refused'
  | 'server-refused'
  | 'disconnected'
  | 'protocol-violation'
  | 'temporarily-unavailable'
  | 'cancelled';

const diagnoses: Record<FailureKind, Diagnosis> = {
  'name-not-found': 'address-not-found',
  // Our own DNS servers did not answer: nothing is known of the name.
  'resolver-unavailable': 'temporarily-unavailable',
  'blocked-address': 'blocked-address',
  'connection-refused': 'connection-refused',
  'timed-out': 'connection-timed-out',
  'not-this-protocol': 'not-a-mail-server',
  'wrong-security-mode': 'wrong-security-mode',
  'encryption-unavailable': 'encryption-unavailable',
  'certificate-untrusted': 'certificate-untrusted',
  'certificate-name-mismatch': 'certificate-name-mismatch',
  'certificate-expired': 'certificate-expired',
  'tls-too-old': 'tls-too-old',
  'sign-in-refused': 'credentials-rejected',
  'sign-in-needs-encryption': 'wrong-security-mode',
  'sign-in-method-missing': 'capability-missing',
  'mailbox-refused': 'mailbox-unavailable',
  'sender-refused': 'sender-refused',
  'recipient-refused': 'recipient-refused',
  'message-refused': 'message-refused',
  // A mail server that answers and turns us away without a reason that the table knows: most often a passing one.
  'server-refused': 'temporarily-unavailable',
  disconnected: 'server-misbehaved',
  'protocol-violation': 'server-misbehaved',
  'temporarily-unavailable': 'temporarily-unavailable',
  // A cancelled run shows no diagnosis; it is named only so that the mapping is complete.
  cancelled: 'internal',
};

/** What a failure means when the server said nothing, or nothing that `classifyReply` knows. */
export function diagnoseFailureKind(kind: FailureKind, at: { phase?: string } = {}): Diagnosis {
  // No DNS server in time: the mail server was never asked.
  if (kind === 'timed-out' && at.phase === 'resolve') return 'temporarily-unavailable';
  return diagnoses[kind];
}
