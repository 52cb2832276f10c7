import type { MailServers } from '@mail-access/contracts';
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

/** A mailbox that can be tried. */
export interface FoundMailbox {
  readonly servers: MailServers;
  readonly credentials: MailboxCredentials;
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
  emailAddress: string,
  access: MailboxAccess,
  steps: StepSequence,
  parts: { find: (signal: AbortSignal) => Promise<FoundMailbox>; message: TestMessage },
): Promise<void> {
  const found = await steps.run('find-settings', parts.find);
  const { incoming } = found.servers;
  const connectIncoming = (attempt: Attempt): Promise<MailSession> =>
    access.incoming[incoming.protocol].connect(incoming, found.credentials.incoming, attempt);

  const mailbox = await connectIncoming(stepsAsAttempt('incoming', found.servers, steps, access.egress));
  try {
    await submitTestMessage(emailAddress, access, steps, found, parts.message);
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
  emailAddress: string,
  access: MailboxAccess,
  steps: StepSequence,
  { servers, credentials }: FoundMailbox,
  message: TestMessage,
): Promise<void> {
  const attempt = stepsAsAttempt('outgoing', servers, steps, access.egress);
  const submission = await access.submission.connect(servers.outgoing, credentials.outgoing, attempt);
  try {
    if (credentials.outgoing === null) steps.skip('outgoing-sign-in');
    const envelope = { from: emailAddress, to: [emailAddress] };
    await steps.run('send-test-message', (signal) => submission.send(envelope, message.source, signal));
  } finally {
    await submission.close();
  }
}
