import { z } from 'zod';

/** Tenant and subscriber come from the operator: one NATS subject token of up to 64 characters. */
const subjectToken = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'letters, digits, "-" and "_", 64 at most');

export const TenantId = subjectToken;
export const SubscriberId = subjectToken;
export const ConnectionId = z.uuid();
export const ValidationId = z.uuid();
export const CredentialId = z.uuid();

/** RFC 3339 in UTC, as `2026-11-22T14:43:02.123Z`. */
export const Instant = z.iso.datetime();
