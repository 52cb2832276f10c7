import { z } from 'zod';
import { Host, type ConnectionSettings } from './connection-settings.js';
import { Diagnosis } from './diagnosis.js';
import { DiscoveryOutcome, FindingSource } from './discovery.js';
import { ConnectionId, Instant, ValidationId } from './identifiers.js';
import { MailServers } from './mail-servers.js';

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

/** The steps of a mailbox on an Exchange server, in the order in which they run. */
export const exchangeSteps = ['find-endpoint', 'open-inbox'] as const;

export const StepId = z.enum([...passwordMailboxSteps, ...exchangeSteps]);
export type StepId = z.infer<typeof StepId>;

/** The steps of a run of these settings, in order. */
export function stepsOf({ method }: Pick<ConnectionSettings, 'method'>): readonly StepId[] {
  return method === 'exchange' ? exchangeSteps : passwordMailboxSteps;
}

export const StepState = z.enum(['pending', 'running', 'passed', 'warning', 'failed', 'skipped']);
export type StepState = z.infer<typeof StepState>;

export const ValidationState = z.enum(['running', 'passed', 'failed', 'cancelled']);
export type ValidationState = z.infer<typeof ValidationState>;

/** One place that was asked for settings. `text` is a sentence in the language that was asked for. */
export const StepFinding = z.strictObject({
  source: FindingSource,
  outcome: DiscoveryOutcome,
  elapsedMs: z.int().nonnegative(),
  text: z.string(),
});
export type StepFinding = z.infer<typeof StepFinding>;

/** What a step that looks for settings has found so far. */
export const StepDiscovery = z.strictObject({
  /** In the order in which they ended while the step runs, in order of trust afterwards. */
  findings: z.array(StepFinding),
  /** What will be used; with `confirmHosts`, what would be. */
  servers: MailServers.optional(),
  /** The EWS endpoint of an Exchange server. */
  exchangeUrl: z.url({ protocol: /^https$/ }).optional(),
  /** The step failed because no password goes to these servers before the subscriber says yes (`confirmedHosts`). */
  confirmHosts: z.array(Host).min(1).optional(),
});
export type StepDiscovery = z.infer<typeof StepDiscovery>;

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
  discovery: StepDiscovery.optional(),
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
