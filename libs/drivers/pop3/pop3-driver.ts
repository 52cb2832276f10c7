import { plainAttempt, type Attempt, type IncomingDriver } from '@mail-access/driver-spec';
import type { Egress, PinnedHost } from '@mail-access/egress';
import { openMaildrop } from './open-maildrop.js';
import { Pop3Session } from './pop3-session.js';

/** POP3 (RFC 1939) with a user name and a password. */
export const pop3Driver: IncomingDriver = {
  protocol: 'pop3',
  async connect(server, credential, attempt) {
    const egress = resolvingOnce(attempt.egress);
    const pinned: Attempt = { egress, signal: attempt.signal, phase: (name, work) => attempt.phase(name, work) };
    const maildrop = await openMaildrop(server, credential, pinned);
    return new Pop3Session(maildrop, (signal) => openMaildrop(server, credential, plainAttempt(egress, signal)));
  },
};

/** Signing in again must not ask the DNS again: an answer that changed meanwhile could lead elsewhere. */
function resolvingOnce(egress: Egress): Egress {
  let answer: PinnedHost | undefined;
  return {
    resolve: async (host, signal) => (answer ??= await egress.resolve(host, signal)),
    connect: (host, port, signal) => egress.connect(host, port, signal),
    secure: (socket, host, signal) => egress.secure(socket, host, signal),
  };
}
