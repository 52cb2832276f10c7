import { createHash } from 'node:crypto';

/** A compact JWE (RFC 7516 §3.1): five parts, and a header, a JSON object, in the first. */
const jwe = /^eyJ[\w-]+(?:\.[\w-]*){4}$/;

/**
 * What tells an input from another one under the same idempotency key: SHA-256 over its JSON, whatever the order of
 * the fields. Of a sealed secret only its presence counts: each sealing of the same password looks different.
 */
export function inputFingerprint(input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(input)))
    .digest('base64url');
}

function canonical(value: unknown): unknown {
  if (typeof value === 'string') return jwe.test(value) ? { sealed: true } : value;
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(canonical);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const sorted = fields.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, field]) => [name, canonical(field)]));
}
