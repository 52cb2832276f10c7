import { expect, it } from 'vitest';
import { tlsFailureKind } from './tls-failure-kind.js';

it.each([
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'not-tls'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-too-old'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-too-old'],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'tls-too-old'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-too-old'],
  ['ERR_SSL_DH_KEY_TOO_SMALL', 'tls-too-old'],
  ['ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'disconnected'],
  ['ECONNRESET', 'disconnected'],
  ['EPIPE', 'disconnected'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-untrusted'],
  ['CERT_REVOKED', 'certificate-untrusted'],
  ['ERR_SSL_EE_KEY_TOO_SMALL', 'certificate-untrusted'],
  ['CERT_NOT_YET_VALID', 'certificate-expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-name-mismatch'],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'tls-failed'],
  ['WRONG_VERSION_NUMBER_OF_SOMETHING_ELSE', 'tls-failed'],
  ['', 'tls-failed'],
])('%s is %s', (code, kind) => {
  expect(tlsFailureKind(Object.assign(new Error('x'), { code }))).toBe(kind);
});

it('takes an error without a code for a failed handshake', () => {
  expect(tlsFailureKind(new Error('ECONNRESET'))).toBe('tls-failed');
});
