/** Everything that can go wrong on the way to a server, before its protocol begins. Closed: a caller's switch is exhaustive. */
export type EgressFailureKind =
  /** No such name, a name without addresses, or a text that is neither a name nor an address. */
  | 'name-not-found'
  /** The DNS servers did not answer, or could not. Another try can help. */
  | 'resolver-unavailable'
  /** An address or port that this system does not connect to. */
  | 'blocked-address'
  | 'connection-refused'
  | 'timed-out'
  /** No route to any of the addresses. */
  | 'unreachable'
  | 'disconnected'
  /** What answered the TLS greeting does not speak TLS. */
  | 'not-tls'
  /** The server has no TLS version or cipher that is still safe. */
  | 'tls-too-old'
  | 'tls-failed'
  | 'certificate-untrusted'
  | 'certificate-name-mismatch'
  /** Not valid yet, or no longer. */
  | 'certificate-expired'
  | 'cancelled';

/** The one error of this package. The message names the kind only; what the system said is in `cause`. */
export class EgressFailure extends Error {
  override readonly name = 'EgressFailure';

  constructor(
    readonly kind: EgressFailureKind,
    options?: { cause?: unknown },
  ) {
    super(`egress failed: ${kind}`, options);
  }
}
