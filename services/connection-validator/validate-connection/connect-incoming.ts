import type { Attempt, IncomingDriver, MailSession } from '@mail-access/driver-spec';
import { SignInsSpent } from '../limit-sign-ins/sign-in-limit.js';
import { refusedSignIn } from './diagnose-failure.js';
import type { FoundMailbox, MailboxAccess } from './prove-password-mailbox.js';
import type { StepSequence } from './step-sequence.js';
import { stepsAsAttempt } from './steps-as-attempt.js';

/** An opened mailbox, and the user name that its server took. */
export interface OpenedMailbox {
  readonly session: MailSession;
  readonly username: string;
}

/** Leads out of a connection that was refused: another one is signed in, within the same step. */
class SignedInElsewhere extends Error {
  override readonly name = 'SignedInElsewhere';
  constructor(readonly opened: Promise<OpenedMailbox>) {
    super('another connection is signed in');
  }
}

/**
 * Connects to the incoming server and opens the inbox. When it definitely refuses the user name, the other one is tried
 * once, on a connection of its own, all within the step of the sign-in: to the subscriber that is one sign-in.
 *
 * @throws StepFailed
 */
export async function connectIncoming(
  access: MailboxAccess,
  steps: StepSequence,
  found: FoundMailbox,
): Promise<OpenedMailbox> {
  const connection = new IncomingConnection(
    found,
    access,
    stepsAsAttempt('incoming', found.servers, steps, access.egress),
  );
  try {
    return await connection.open();
  } catch (error) {
    if (!(error instanceof SignedInElsewhere)) throw error;
    return await error.opened;
  }
}

class IncomingConnection {
  readonly #driver: IncomingDriver;
  readonly #stepEnded = Promise.withResolvers<undefined>();
  #saidOther = false;

  /** `usual`: whose phases are the steps of the run. */
  constructor(
    private readonly found: FoundMailbox,
    access: MailboxAccess,
    private readonly usual: Attempt,
  ) {
    this.#driver = access.incoming[found.servers.incoming.protocol];
  }

  /** @throws SignedInElsewhere when the server took the other user name */
  async open(): Promise<OpenedMailbox> {
    const { username } = this.found.credentials.incoming;
    const phase: Attempt['phase'] = async (name, work) => {
      if (name !== 'sign-in') return this.usual.phase(name, work);
      const end = await this.usual.phase(name, (signal) => this.#signIn(() => work(signal), signal));
      if (!(end instanceof SignedInElsewhere)) return end.result;
      this.#stepEnded.resolve(undefined);
      throw end;
    };
    return { session: await this.#connect(username, { ...this.usual, phase }), username };
  }

  #connect(username: string, attempt: Attempt): Promise<MailSession> {
    const { servers, credentials } = this.found;
    return this.#driver.connect(servers.incoming, { ...credentials.incoming, username }, attempt);
  }

  async #signIn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<{ result: T } | SignedInElsewhere> {
    try {
      return { result: await this.#guarded(work, signal) };
    } catch (error) {
      const { otherUsername, servers } = this.found;
      const refusal = refusedSignIn(error, 'incoming-sign-in', servers);
      if (otherUsername === null || refusal?.diagnosis !== 'credentials-rejected') throw error;
      return await this.#signInAs(otherUsername, signal).catch((other: unknown) => {
        // Kept back, the other name may be the right one: nobody can say yet that the password is wrong. When the server
        // did not come to hear of it, what it said of the first is all that is known.
        throw this.#saidOther || other instanceof SignInsSpent ? other : error;
      });
    }
  }

  /** Resolves once this user name is signed in; the inbox is opened when the step has ended. */
  async #signInAs(username: string, signal: AbortSignal): Promise<SignedInElsewhere> {
    const signedIn = Promise.withResolvers<undefined>();
    const phase: Attempt['phase'] = async (name, work) => {
      if (name === 'open-inbox') return this.#stepEnded.promise.then(() => this.usual.phase(name, work));
      if (name !== 'sign-in') return work(signal);
      const result = await this.#guarded(() => {
        this.#saidOther = true;
        return work(signal);
      }, signal);
      signedIn.resolve(undefined);
      return result;
    };
    const opened = this.#connect(username, { ...this.usual, phase }).then((session) => ({ session, username }));
    opened.catch(signedIn.reject);
    await signedIn.promise;
    return new SignedInElsewhere(opened);
  }

  #guarded<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const { servers, guard } = this.found;
    const isRefusal = (error: unknown): boolean => refusedSignIn(error, 'incoming-sign-in', servers) !== null;
    return guard({ host: servers.incoming.host, signal, isRefusal, work });
  }
}
