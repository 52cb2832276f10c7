import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { Instant } from '../vocabulary/identifiers.js';

const KeyVersion = z.int().positive();

/**
 * `announced`: made, and not used before every replica has it. `current`: wraps what is stored. `old`: still opens what
 * it wrapped. `retired`: destroyed.
 */
const KeyVersionState = z.enum(['announced', 'current', 'old', 'retired']);

/**
 * Rotation of the key-encryption key, while credentials are read and stored. `rotate` makes a new version, unless a
 * rotation is under way: then it tells how far that is, so that it may be repeated until `state` is `complete`.
 */
export const rotateKeys = defineRequest({
  subject: 'credential-vault.v1.rotate-keys',
  summary: 'Makes a new key version and wraps every data key with it, says how far that is, or retires an old version.',
  callers: ['administrator'],
  deadlineMs: 15_000,
  changes: true,
  input: z.strictObject({
    action: z.enum(['rotate', 'status', 'retire']).default('rotate'),
    /** The version to retire; `rotate` and `status` take none. */
    keyVersion: KeyVersion.optional(),
  }),
  output: z.strictObject({
    /** The version of the last rotation, in use or about to be. */
    keyVersion: KeyVersion,
    /**
     * `announced`: waits for replicas. `rewrapping`: under way. `blocked`: all is done but what cannot be opened.
     * `complete`: every credential is wrapped with `keyVersion`.
     */
    state: z.enum(['announced', 'rewrapping', 'blocked', 'complete']),
    /** Credentials there are. */
    total: z.int().nonnegative(),
    rewrapped: z.int().nonnegative(),
    /** Credentials that another version could not open when they were last tried. */
    unreadable: z.int().nonnegative(),
    /** Replicas that do not have an announced version yet. */
    waitingFor: z.int().nonnegative(),
    versions: z.array(
      z.strictObject({
        keyVersion: KeyVersion,
        state: KeyVersionState,
        /** Credentials that need it. */
        credentials: z.int().nonnegative(),
        recordedAt: Instant,
        retiredAt: Instant.optional(),
      }),
    ),
  }),
  errors: {
    'key-version-unknown': { retryable: false, details: z.strictObject({ keyVersion: KeyVersion }) },
    /** Credentials need it, or one is being stored with it. */
    'key-in-use': { retryable: true, details: z.strictObject({ keyVersion: KeyVersion }) },
    'key-is-current': { retryable: false, details: z.strictObject({ keyVersion: KeyVersion }) },
    /** The key file or the token cannot be changed, or not be reached; the log says why. */
    'key-store-unusable': { retryable: true, details: z.strictObject({}) },
  },
});
