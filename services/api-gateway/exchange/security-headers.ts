/** Headers of every answer. `issuerOrigins`: where the page may fetch and post to sign in. */
export function securityHeaders(publicUrl: URL, issuerOrigins: readonly string[]): Readonly<Record<string, string>> {
  const issuers = [...new Set(issuerOrigins)].join(' ');
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${issuers}`,
    // Signing in again without a visible page happens in a frame of the issuer.
    `frame-src 'self' ${issuers}`,
    `form-action 'self' ${issuers}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'x-dns-prefetch-control': 'off',
    ...(publicUrl.protocol === 'https:' && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  };
}
