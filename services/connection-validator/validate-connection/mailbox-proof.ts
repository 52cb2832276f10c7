import type { Database } from '@mail-access/persistence';
import { ConnectionRow } from '../connection/connection.entity.js';
import { ownerOf } from '../connection/connection-store.js';
import type { CredentialVault } from '../credentials/credential-vault.js';
import type { ValidationRow } from '../validation/validation.entity.js';
import { provePasswordMailbox, type MailboxAccess, type MailboxCredentials } from './prove-password-mailbox.js';
import { composeTestMessage } from './test-message.js';
import type { Proof } from './validation-runner.js';

/** The proof of a saved connection: its settings as the run froze them, its credentials from the vault. */
export function mailboxProof(parts: { database: Database; vault: CredentialVault; access: MailboxAccess }): Proof {
  return async (run, steps) => {
    const message = await composeTestMessage(run.settings, run.language);
    await provePasswordMailbox(run.settings, parts.access, steps, {
      credentials: (signal) => revealCredentials(parts, run, signal),
      message,
    });
  };
}

async function revealCredentials(
  { database, vault }: { database: Database; vault: CredentialVault },
  run: ValidationRow,
  signal: AbortSignal,
): Promise<MailboxCredentials> {
  const owner = ownerOf(run);
  const { connectionId, settings } = run;
  const connection = await database.dataSource.getRepository(ConnectionRow).findOneByOrFail({ connectionId });
  const incoming = {
    username: settings.username,
    password: await vault.reveal(owner, connection.incomingCredentialId, 'incoming', signal),
  };
  const { authentication, username } = settings.outgoing;
  if (authentication === 'same') return { incoming, outgoing: incoming };
  if (authentication === 'none' || username === undefined || connection.outgoingCredentialId === null) {
    return { incoming, outgoing: null };
  }
  const password = await vault.reveal(owner, connection.outgoingCredentialId, 'outgoing', signal);
  return { incoming, outgoing: { username, password } };
}
