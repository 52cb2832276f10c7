import type { ManualSettings } from '@mail-access/contracts';
import type {
  Attempt,
  IncomingDriver,
  MailSession,
  PasswordCredential,
  SubmissionDriver,
} from '@mail-access/driver-spec';
import type { Egress } from '@mail-access/egress';
import type { StepSequence } from './step-sequence.js';
import { stepsAsAttempt } from './steps-as-attempt.js';
import type { TestMessage } from './test-message.js';
import { watchForTestMessage } from './watch-for-test-message.js';

/** How one side of a mailbox is opened. `outgoing` is null when the server wants no sign-in. */
export interface MailboxCredentials {
  readonly incoming: PasswordCredential;
  readonly outgoing: PasswordCredential | null;
}

/** The drivers and the one door to the network that a run uses. */
export interface MailboxAccess {
  readonly egress: Egress;
  readonly incoming: Readonly<Record<IncomingDriver['protocol'], IncomingDriver>>;
  readonly submission: SubmissionDriver;
}

/**
 * Proves a mailbox from end to end: the incoming server up to its inbox, the outgoing server up to its sign-in, and a
 * message that leaves by the one and arrives in the other.
 *
 * @throws StepFailed at the first step that fails
 */
export async function provePasswordMailbox(
  settings: ManualSettings,
  access: MailboxAccess,
  steps: StepSequence,
  parts: { credentials: (signal: AbortSignal) => Promise<MailboxCredentials>; message: TestMessage },
): Promise<void> {
  const credentials = await steps.run('find-settings', parts.credentials);
  const connectIncoming = (attempt: Attempt): Promise<MailSession> =>
    access.incoming[settings.incoming.protocol].connect(settings.incoming, credentials.incoming, attempt);

  const mailbox = await connectIncoming(stepsAsAttempt('incoming', settings, steps, access.egress));
  try {
    await submitTestMessage(settings, access, steps, credentials, parts.message);
    await steps.run(
      'receive-test-message',
      (signal) => watchForTestMessage(mailbox, parts.message, signal),
      (folder) => (folder === 'junk' ? 'found-in-junk' : null),
    );
  } finally {
    await mailbox.close();
  }
}

async function submitTestMessage(
  settings: ManualSettings,
  access: MailboxAccess,
  steps: StepSequence,
  credentials: MailboxCredentials,
  message: TestMessage,
): Promise<void> {
  const attempt = stepsAsAttempt('outgoing', settings, steps, access.egress);
  const submission = await access.submission.connect(settings.outgoing, credentials.outgoing, attempt);
  try {
    if (credentials.outgoing === null) steps.skip('outgoing-sign-in');
    const envelope = { from: settings.emailAddress, to: [settings.emailAddress] };
    await steps.run('send-test-message', (signal) => submission.send(envelope, message.source, signal));
  } finally {
    await submission.close();
  }
}
