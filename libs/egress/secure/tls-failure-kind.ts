import type { EgressFailureKind } from '../egress-failure.js';

/** Exact codes: the verification results of OpenSSL (X509_V_ERR_*), and what Node gives a code of its own. */
const codes: Readonly<Record<string, EgressFailureKind>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name-mismatch',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'certificate-name-mismatch',
  HOSTNAME_MISMATCH: 'certificate-name-mismatch',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-expired',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'certificate-expired',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'certificate-expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'certificate-untrusted',
  CERT_CHAIN_TOO_LONG: 'certificate-untrusted',
  CERT_REVOKED: 'certificate-untrusted',
  CERT_SIGNATURE_FAILURE: 'certificate-untrusted',
  CERT_UNTRUSTED: 'certificate-untrusted',
  CERT_REJECTED: 'certificate-untrusted',
  INVALID_CA: 'certificate-untrusted',
  INVALID_PURPOSE: 'certificate-untrusted',
  PATH_LENGTH_EXCEEDED: 'certificate-untrusted',
  ECONNRESET: 'disconnected',
  EPIPE: 'disconnected',
  ETIMEDOUT: 'timed-out',
};

/**
 * Reasons of OpenSSL's SSL library (sslerr.h of OpenSSL 3.5), which Node turns into `ERR_SSL_<REASON>`.
 * A handshake_failure alert means that no cipher is shared: ours are those of TLS 1.2 and 1.3 that are still safe.
 */
const reasons: readonly (readonly [reason: string, kind: EgressFailureKind])[] = [
  ['WRONG_VERSION_NUMBER', 'not-tls'],
  ['HTTP_REQUEST', 'not-tls'],
  ['HTTPS_PROXY_REQUEST', 'not-tls'],
  ['PACKET_LENGTH_TOO_LONG', 'not-tls'],
  ['BAD_RECORD_TYPE', 'not-tls'],
  ['UNKNOWN_PROTOCOL', 'not-tls'],
  ['UNSUPPORTED_PROTOCOL', 'tls-too-old'],
  ['ALERT_PROTOCOL_VERSION', 'tls-too-old'],
  ['ALERT_INSUFFICIENT_SECURITY', 'tls-too-old'],
  ['ALERT_HANDSHAKE_FAILURE', 'tls-too-old'],
  ['WRONG_SSL_VERSION', 'tls-too-old'],
  ['DH_KEY_TOO_SMALL', 'tls-too-old'],
  ['UNSAFE_LEGACY_RENEGOTIATION_DISABLED', 'tls-too-old'],
  ['UNEXPECTED_EOF_WHILE_READING', 'disconnected'],
  // The certificate's own key or signature is too weak to be trusted, before its chain is looked at.
  ['EE_KEY_TOO_SMALL', 'certificate-untrusted'],
  ['CA_KEY_TOO_SMALL', 'certificate-untrusted'],
  ['CA_MD_TOO_WEAK', 'certificate-untrusted'],
];

/** What an error of a TLS handshake means, by its code. */
export function tlsFailureKind(error: unknown): EgressFailureKind {
  const { code = '' } = error as NodeJS.ErrnoException;
  const exact = codes[code];
  if (exact !== undefined) return exact;
  return reasons.find(([reason]) => code.startsWith('ERR_SSL_') && code.endsWith(reason))?.[1] ?? 'tls-failed';
}
