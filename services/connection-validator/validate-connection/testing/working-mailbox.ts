import type { IncomingDriver } from '@mail-access/driver-spec';

/** An incoming side without faults, for tests of the outgoing one: every phase passes, `finds` says what `locate` sees. */
export function workingMailbox(finds: () => string | null = () => 'INBOX'): IncomingDriver {
  return {
    protocol: 'imap',
    async connect(_server, _credential, attempt) {
      for (const phase of ['resolve', 'connect', 'secure', 'sign-in', 'open-inbox'] as const) {
        await attempt.phase(phase, () => Promise.resolve());
      }
      return {
        async *list() {},
        locate: () => {
          const folder = finds();
          return Promise.resolve(folder === null ? null : { id: '1', folder });
        },
        close: () => Promise.resolve(),
      };
    },
  };
}
