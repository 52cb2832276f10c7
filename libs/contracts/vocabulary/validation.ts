import { z } from 'zod';
import { Diagnosis } from './diagnosis.js';
import { ConnectionId, Instant, ValidationId } from './identifiers.js';

/** The steps of a password mailbox, in the order in which they run. */
export const passwordMailboxSteps = [
  'find-settings',
  'incoming-resolve',
  'incoming-connect',
  'incoming-secure',
  'incoming-sign-in',
  'incoming-open-inbox',
  'outgoing-resolve',
  'outgoing-connect',
  'outgoing-secure',
  'outgoing-sign-in',
  'send-test-message',
  'receive-test-message',
] as const;

export const StepId = z.enum(passwordMailboxSteps);
export type StepId = z.infer<typeof StepId>;

export const StepState = z.enum(['pending', 'running', 'passed', 'warning', 'failed', 'skipped']);
export type StepState = z.infer<typeof StepState>;

export const ValidationState = z.enum(['running', 'passed', 'failed', 'cancelled']);
export type ValidationState = z.infer<typeof ValidationState>;

/** One step as a subscriber reads it: `title`, `message` and `remedy` are sentences in the language that was asked for. */
export const ValidationStep = z.strictObject({
  id: StepId,
  title: z.string(),
  state: StepState,
  /** Milliseconds since the step started; 0 before that. */
  elapsedMs: z.int().nonnegative(),
  diagnosis: Diagnosis.optional(),
  message: z.string().optional(),
  remedy: z.string().optional(),
  /** What the server said, without secrets, 500 characters at most. */
  serverText: z.string().max(500).optional(),
  /** Whether trying again without changing anything can help. */
  retryable: z.boolean().optional(),
});
export type ValidationStep = z.infer<typeof ValidationStep>;

/** A run of steps that proves a connection. `revision` counts its changes from 1. */
export const Validation = z.strictObject({
  validationId: ValidationId,
  connectionId: ConnectionId,
  state: ValidationState,
  startedAt: Instant,
  finishedAt: Instant.optional(),
  revision: z.int().nonnegative(),
  steps: z.array(ValidationStep),
});
export type Validation = z.infer<typeof Validation>;

/** One change of a run, in order: a step as it became, or the end of the run. */
export const ValidationChange = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('step'), revision: z.int().positive(), step: ValidationStep }),
  z.strictObject({
    type: z.literal('finished'),
    revision: z.int().positive(),
    state: ValidationState.exclude(['running']),
  }),
]);
export type ValidationChange = z.infer<typeof ValidationChange>;
