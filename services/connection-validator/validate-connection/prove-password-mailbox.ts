import type { MailServers } from '@mail-access/contracts';
import type { Attempt, IncomingDriver, PasswordCredential, SubmissionDriver } from '@mail-access/driver-spec';
import type { Egress } from '@mail-access/egress';
import type { SignInGuard } from '../limit-sign-ins/sign-in-guard.js';
import { connectIncoming } from './connect-incoming.js';
import { refusedSignIn } from './diagnose-failure.js';
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
  /** Tried once when the incoming server definitely refuses the first; the outgoing server is then given it too. */
  readonly otherUsername: string | null;
  /** Lets each sign-in through, or does not. */
  readonly guard: SignInGuard;
}

/** What a proof is made with. */
interface MailboxProofParts {
  readonly find: (signal: AbortSignal) => Promise<FoundMailbox>;
  /** Hears of the other user name when the server took that one. */
  readonly tookOther?: (username: string) => Promise<void>;
  readonly message: TestMessage;
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
  parts: MailboxProofParts,
): Promise<void> {
  const found = await steps.run('find-settings', parts.find);
  const { session, username } = await connectIncoming(access, steps, found);
  try {
    const changed = username !== found.credentials.incoming.username;
    if (changed) await parts.tookOther?.(username);
    const credentials = changed ? renamed(found.credentials, username) : found.credentials;
    await submitTestMessage(emailAddress, access, steps, { ...found, credentials }, parts.message);
    await steps.run(
      'receive-test-message',
      (signal) => watchForTestMessage(session, parts.message, signal),
      (folder) => (folder === 'junk' ? 'found-in-junk' : null),
    );
  } finally {
    await session.close();
  }
}

/** The outgoing server is given the user name that the incoming one took, unless it has one of its own. */
function renamed({ incoming, outgoing }: MailboxCredentials, username: string): MailboxCredentials {
  const follows = outgoing?.username === incoming.username;
  return { incoming: { ...incoming, username }, outgoing: follows ? { ...outgoing, username } : outgoing };
}

async function submitTestMessage(
  emailAddress: string,
  access: MailboxAccess,
  steps: StepSequence,
  { servers, credentials, guard }: FoundMailbox,
  message: TestMessage,
): Promise<void> {
  const usual = stepsAsAttempt('outgoing', servers, steps, access.egress);
  const { host } = servers.outgoing;
  const isRefusal = (error: unknown): boolean => refusedSignIn(error, 'outgoing-sign-in', servers) !== null;
  const phase: Attempt['phase'] = (name, work) =>
    usual.phase(name, (signal) =>
      name === 'sign-in' ? guard({ host, signal, isRefusal, work: () => work(signal) }) : work(signal),
    );
  const attempt = { ...usual, phase };
  const submission = await access.submission.connect(servers.outgoing, credentials.outgoing, attempt);
  try {
    if (credentials.outgoing === null) steps.skip('outgoing-sign-in');
    const envelope = { from: emailAddress, to: [emailAddress] };
    await steps.run('send-test-message', (signal) => submission.send(envelope, message.source, signal));
  } finally {
    await submission.close();
  }
}
