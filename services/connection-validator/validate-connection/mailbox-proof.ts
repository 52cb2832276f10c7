import type { MailServers } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import { ConnectionRow } from '../connection/connection.entity.js';
import { ownerOf } from '../connection/connection-store.js';
import type { CredentialVault } from '../credentials/credential-vault.js';
import { exchangeProof, type ExchangeProofParts } from '../find-endpoint/exchange-proof.js';
import { findSettings } from '../find-settings/find-settings.js';
import { keepFound, type FindingParts } from '../find-settings/finding-parts.js';
import { SettingsNotUsable } from '../find-settings/settings-not-usable.js';
import { renamedServers } from '../find-settings/username-forms.js';
import { limitedBy, placeOf, unguarded, type SignInGuard } from '../limit-sign-ins/sign-in-guard.js';
import type { PostgresSignInLimit } from '../limit-sign-ins/sign-in-limit.js';
import type { DiscoverySoFar } from '../validation/discovery-so-far.js';
import { ValidationRow } from '../validation/validation.entity.js';
import { provePasswordMailbox, type MailboxAccess, type MailboxCredentials } from './prove-password-mailbox.js';
import { RunStopped } from './step-sequence.js';
import { composeTestMessage } from './test-message.js';
import type { Proof } from './validation-runner.js';

interface ProofParts extends FindingParts {
  readonly database: Database;
  readonly vault: CredentialVault;
  readonly access: MailboxAccess;
  readonly signIns: Pick<PostgresSignInLimit, 'reserve'>;
  readonly exchange: ExchangeProofParts;
  readonly logger: Logger;
}

/** The proof of a saved connection: its settings as the run froze them, its credentials from the vault. */
export function mailboxProof(parts: ProofParts): Proof {
  return async (run, steps) => {
    if (run.settings.method === 'exchange') return await exchangeProof(run, steps, parts.exchange);
    const { emailAddress } = run.settings;
    const message = await composeTestMessage(emailAddress, run.language);
    await provePasswordMailbox(emailAddress, parts.access, steps, {
      find: async (signal) => {
        const tell = (discovery: DiscoverySoFar): void => steps.progress('find-settings', discovery);
        const { servers, otherUsername } = await findSettings(run, parts, tell, signal);
        const credentials = await revealCredentials(parts, run, servers, signal);
        return { servers, credentials, otherUsername, guard: guardOf(run, parts) };
      },
      tookOther: (username) => renameFound(run, username, parts),
      message,
    });
  };
}

/** Servers that nobody typed are not asked as often as somebody likes. */
function guardOf(run: ValidationRow, { signIns, knowledge, logger }: ProofParts): SignInGuard {
  if (run.settings.method !== 'unknown') return unguarded;
  return limitedBy(signIns, (host) => placeOf(host, run, knowledge.isKnownHost), logger);
}

/** Keeps the user name that the incoming server took, and that it takes this form. */
async function renameFound(run: ValidationRow, username: string, parts: ProofParts): Promise<void> {
  const servers = run.found?.servers;
  if (servers === undefined) return;
  await parts.usernameForms.learn(servers.incoming.host, run.settings.emailAddress, username);
  await keepFound(run, { ...run.found, servers: renamedServers(servers, username) }, parts);
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
