import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secret } from '@mail-access/secret';

/** Compares two secrets in a time that tells nothing of either, not even their lengths. */
export function sameSecret(one: Secret<string>, other: Secret<string>): boolean {
  const key = randomBytes(32);
  const digest = (secret: Secret<string>): Buffer => createHmac('sha256', key).update(secret.reveal()).digest();
  return timingSafeEqual(digest(one), digest(other));
}
