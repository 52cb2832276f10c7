import { createHash } from 'node:crypto';

/** A compact JWE (RFC 7516 §3.1): five parts, and a header, a JSON object, in the first. */
const jwe = /^eyJ[\w-]+(?:\.[\w-]*){4}$/;

/**
 * What tells an input from another one under the same idempotency key: SHA-256 over its JSON, whatever the order of
 * the fields. Those of `leftOut` do not count; of a sealed secret only its presence does: each sealing of the same
 * password looks different.
 */
export function inputFingerprint(input: unknown, leftOut: readonly string[] = []): string {
  const compared = JSON.stringify(canonical(without(input, leftOut)));
  return createHash('sha256').update(compared).digest('base64url');
}

function without(input: unknown, names: readonly string[]): unknown {
  if (typeof input !== 'object' || input === null || names.length === 0) return input;
  return Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));
}

function canonical(value: unknown): unknown {
  if (typeof value === 'string') return jwe.test(value) ? { sealed: true } : value;
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(canonical);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const sorted = fields.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, field]) => [name, canonical(field)]));
}
