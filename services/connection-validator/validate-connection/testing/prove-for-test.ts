import { passwordMailboxSteps, type ManualSettings, type StepId } from '@mail-access/contracts';
import { imapDriver } from '@mail-access/driver-imap';
import { pop3Driver } from '@mail-access/driver-pop3';
import { smtpDriver } from '@mail-access/driver-smtp';
import type { IncomingDriver } from '@mail-access/driver-spec';
import { createEgress } from '@mail-access/egress';
import { createLogger } from '@mail-access/observability';
import { Secret } from '@mail-access/secret';
import { unguarded, type SignInGuard } from '../../limit-sign-ins/sign-in-guard.js';
import { typedServers } from '../../validation/found-settings.js';
import { diagnoseFailure } from '../diagnose-failure.js';
import { provePasswordMailbox } from '../prove-password-mailbox.js';
import { stepDeadlineMs } from '../step-deadlines.js';
import { StepFailed, StepSequence, type StepChange } from '../step-sequence.js';
import { composeTestMessage } from '../test-message.js';

export type SettingsForTest = Partial<Pick<ManualSettings, 'emailAddress' | 'username' | 'allowCleartext'>> & {
  readonly incoming?: Partial<ManualSettings['incoming']>;
  readonly outgoing?: Partial<ManualSettings['outgoing']>;
};

export interface ProofOptions {
  readonly password?: string;
  /** `host:port` of the resolver. */
  readonly dns?: string;
  readonly allow?: readonly string[];
  /** PEM of the authority that the test's certificates come from. */
  readonly ca?: string;
  /** Milliseconds for every step, instead of the real deadlines. */
  readonly deadlineMs?: number;
  /** Stands in for the incoming side where only the outgoing one is of interest. */
  readonly incomingDriver?: IncomingDriver;
  readonly signal?: AbortSignal;
  /** Tried when the incoming server refuses the first; null unless said otherwise. */
  readonly otherUsername?: string;
  readonly guard?: SignInGuard;
}

/** A run as the subscriber would see it. */
export interface ProvenRun {
  readonly changes: readonly StepChange[];
  /** The last change of a step; null when it was never recorded. */
  step(stepId: StepId): (StepChange & { diagnosis: string | null; serverText: string | null }) | null;
  /** The step that failed, and why: `incoming-sign-in credentials-rejected`; null when the run passed. */
  readonly failure: string | null;
}

const settingsOf = (partial: SettingsForTest): ManualSettings => ({
  method: 'manual',
  emailAddress: 'ada@example.test',
  username: 'ada@example.test',
  allowCleartext: true,
  ...partial,
  incoming: { protocol: 'imap', host: '127.0.0.1', port: 1, security: 'none', ...partial.incoming },
  outgoing: { host: '127.0.0.1', port: 1, security: 'none', authentication: 'same', ...partial.outgoing },
});

/** Runs the steps of a password mailbox with the real drivers and the real egress, without bus and database. */
export async function prove(partial: SettingsForTest, options: ProofOptions = {}): Promise<ProvenRun> {
  const settings = settingsOf(partial);
  const servers = typedServers(settings);
  const changes: StepChange[] = [];
  const steps = new StepSequence({
    steps: passwordMailboxSteps,
    record: (change) => changes.push(change),
    diagnose: (error, stepId) =>
      diagnoseFailure(error, { stepId, servers, logger: createLogger({ service: 'test', level: 'error' }) }),
    signal: options.signal ?? new AbortController().signal,
    now: () => performance.now(),
    deadlineMs: options.deadlineMs === undefined ? stepDeadlineMs : deadlinesOf(options.deadlineMs),
  });
  const access = {
    egress: createEgress({
      dnsServers: options.dns === undefined ? [] : [options.dns],
      allow: options.allow ?? ['127.0.0.0/8'],
      ...(options.ca === undefined ? {} : { ca: [options.ca] }),
    }),
    incoming: { imap: options.incomingDriver ?? imapDriver, pop3: options.incomingDriver ?? pop3Driver },
    submission: smtpDriver,
  };
  const { otherUsername = null, guard = unguarded } = options;
  const incoming = { username: settings.username, password: Secret.of(options.password ?? 'secret') };
  const outgoing = settings.outgoing.authentication === 'none' ? null : incoming;
  try {
    const message = await composeTestMessage(settings.emailAddress, 'fr-CA');
    await provePasswordMailbox(settings.emailAddress, access, steps, {
      find: () => Promise.resolve({ servers, credentials: { incoming, outgoing }, otherUsername, guard }),
      message,
    });
  } catch (error) {
    if (!(error instanceof StepFailed) && !steps.cancelled) throw error;
  }
  steps.skipRest();
  return provenRun(changes);
}

function deadlinesOf(deadlineMs: number): Record<StepId, number> {
  return Object.fromEntries(Object.keys(stepDeadlineMs).map((stepId) => [stepId, deadlineMs])) as Record<
    StepId,
    number
  >;
}

function provenRun(changes: readonly StepChange[]): ProvenRun {
  const failed = changes.find(({ state }) => state === 'failed');
  return {
    changes,
    step: (stepId) => {
      const last = changes.findLast((change) => change.stepId === stepId);
      if (last === undefined) return null;
      return { ...last, diagnosis: last.finding?.diagnosis ?? null, serverText: last.finding?.serverText ?? null };
    },
    failure: failed === undefined ? null : `${failed.stepId} ${failed.finding?.diagnosis ?? 'without a diagnosis'}`,
  };
}
