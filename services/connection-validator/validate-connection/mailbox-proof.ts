import type { MailServers } from '@mail-access/contracts';
import type { RecordEgress } from '@mail-access/egress';
import type { Database } from '@mail-access/persistence';
import { ConnectionRow } from '../connection/connection.entity.js';
import { ownerOf } from '../connection/connection-store.js';
import type { CredentialVault } from '../credentials/credential-vault.js';
import { findSettings, SettingsNotUsable } from '../find-settings/find-settings.js';
import type { ProviderCatalogue } from '../providers/provider-catalogue.js';
import type { ValidationStore } from '../validation/validation-store.js';
import { ValidationRow } from '../validation/validation.entity.js';
import { provePasswordMailbox, type MailboxAccess, type MailboxCredentials } from './prove-password-mailbox.js';
import { RunStopped } from './step-sequence.js';
import { composeTestMessage } from './test-message.js';
import type { Proof } from './validation-runner.js';

interface ProofParts {
  readonly database: Database;
  readonly store: ValidationStore;
  readonly vault: CredentialVault;
  readonly access: MailboxAccess;
  readonly catalogue: ProviderCatalogue;
  readonly records: Pick<RecordEgress, 'mx'>;
}

/** The proof of a saved connection: its settings as the run froze them, its credentials from the vault. */
export function mailboxProof(parts: ProofParts): Proof {
  return async (run, steps) => {
    const { emailAddress } = run.settings;
    const message = await composeTestMessage(emailAddress, run.language);
    await provePasswordMailbox(emailAddress, parts.access, steps, {
      find: async (signal) => {
        const servers = await findSettings(run, parts, signal);
        return { servers, credentials: await revealCredentials(parts, run, servers, signal) };
      },
      message,
    });
  };
}

/**
 * The connection, as long as the run is still under way in this process: a process that was paused must not send a
 * password that was typed meanwhile to the servers of before. Saving ends the run first, so both are read together.
 */
async function connectionOf(database: Database, { validationId, owner }: ValidationRow): Promise<ConnectionRow> {
  const connection = await database.dataSource
    .getRepository(ConnectionRow)
    .createQueryBuilder('connection')
    .innerJoin(ValidationRow, 'run', 'run.connectionId = connection.connectionId')
    .where("run.validationId = :validationId AND run.owner = :owner AND run.state = 'running'", { validationId, owner })
    .getOne();
  if (connection === null) throw new RunStopped('lost');
  return connection;
}

async function revealCredentials(
  { database, vault }: ProofParts,
  run: ValidationRow,
  servers: MailServers,
  signal: AbortSignal,
): Promise<MailboxCredentials> {
  const owner = ownerOf(run);
  const { settings } = run;
  const connection = await connectionOf(database, run);
  const { incomingCredentialId, outgoingCredentialId } = connection;
  // Saved when the provider took no password, and now it does: the subscriber has to type one.
  if (incomingCredentialId === null) throw new SettingsNotUsable('credentials-rejected');
  const password = await vault.reveal(owner, incomingCredentialId, 'incoming', signal);
  const incoming = { username: servers.incoming.username, password };
  const { username } = servers.outgoing;
  if (username === undefined) return { incoming, outgoing: null };
  const ownPassword = settings.method === 'manual' && settings.outgoing.authentication === 'different';
  if (!ownPassword) return { incoming, outgoing: { username, password } };
  if (outgoingCredentialId === null) return { incoming, outgoing: null };
  return {
    incoming,
    outgoing: { username, password: await vault.reveal(owner, outgoingCredentialId, 'outgoing', signal) },
  };
}
