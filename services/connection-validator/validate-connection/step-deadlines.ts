import type { StepId } from '@mail-access/contracts';

/** The longest a whole run may take, in milliseconds. */
export const runDeadlineMs = 60_000;

/**
 * The longest each step may take, in milliseconds. Signing in is given more than connecting: servers delay repeated
 * failures by seconds (Dovecot's auth_failure_delay and its penalty), and a slow refusal is worth more than a time-out.
 */
export const stepDeadlineMs: Readonly<Record<StepId, number>> = {
  // A verdict of the discovery takes 12 s at most.
  'find-settings': 15_000,
  'incoming-resolve': 6_000,
  'incoming-connect': 10_000,
  'incoming-secure': 10_000,
  'incoming-sign-in': 20_000,
  'incoming-open-inbox': 10_000,
  'outgoing-resolve': 6_000,
  'outgoing-connect': 10_000,
  'outgoing-secure': 10_000,
  'outgoing-sign-in': 20_000,
  'send-test-message': 20_000,
  'receive-test-message': 25_000,
  'find-endpoint': 15_000,
  'open-inbox': 10_000,
};
