import { describe, expect, it } from 'vitest';
import { diagnoseFailureKind, isRetryable, type FailureKind } from '../index.js';

describe('a failure without words of the server', () => {
  // What Node and the operating system report, as libs/egress and the drivers name it.
  it.each<[string, FailureKind, string | undefined, string]>([
    ['ENOTFOUND', 'name-not-found', 'resolve', 'address-not-found'],
    ['ENODATA', 'name-not-found', 'resolve', 'address-not-found'],
    ['no DNS server answers', 'resolver-unavailable', 'resolve', 'temporarily-unavailable'],
    ['DNS servers are slow', 'timed-out', 'resolve', 'temporarily-unavailable'],
    ['ECONNREFUSED', 'connection-refused', 'connect', 'connection-refused'],
    ['ETIMEDOUT', 'timed-out', 'connect', 'connection-timed-out'],
    ['EHOSTUNREACH', 'timed-out', 'connect', 'connection-timed-out'],
    ['no greeting within the time-out', 'wrong-security-mode', 'connect', 'wrong-security-mode'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'wrong-security-mode', 'secure', 'wrong-security-mode'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-name-mismatch', 'secure', 'certificate-name-mismatch'],
    ['CERT_HAS_EXPIRED', 'certificate-expired', 'secure', 'certificate-expired'],
    ['CERT_NOT_YET_VALID', 'certificate-untrusted', 'secure', 'certificate-untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate-untrusted', 'secure', 'certificate-untrusted'],
    ['CERT_REVOKED', 'certificate-untrusted', 'secure', 'certificate-untrusted'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-too-old', 'secure', 'tls-too-old'],
    ['alert handshake_failure (40)', 'tls-too-old', 'secure', 'tls-too-old'],
    ['an internal address', 'blocked-address', 'connect', 'blocked-address'],
    ['no STARTTLS', 'encryption-unavailable', 'secure', 'encryption-unavailable'],
    ['a web server', 'not-this-protocol', 'connect', 'not-a-mail-server'],
    ['ECONNRESET', 'disconnected', 'sign-in', 'server-misbehaved'],
    ['LOGINDISABLED', 'sign-in-needs-encryption', 'sign-in', 'wrong-security-mode'],
    ['NO', 'sign-in-refused', 'sign-in', 'credentials-rejected'],
  ])('%s: %s → %s', (_reported, kind, phase, diagnosis) => {
    expect(diagnoseFailureKind(kind, phase === undefined ? {} : { phase })).toBe(diagnosis);
  });

  it('never blames the subscriber for the network', () => {
    for (const kind of ['resolver-unavailable', 'timed-out', 'disconnected', 'temporarily-unavailable'] as const) {
      expect(isRetryable(diagnoseFailureKind(kind))).toBe(true);
    }
  });
});
