import { randomUUID } from 'node:crypto';
import {
  Refusal,
  saveConnection,
  type ConnectionSettings,
  type PasswordPurpose,
  type OutputOf,
  type ParsedInputOf,
} from '@mail-access/contracts';
import { once, recall, type RequestContext } from '@mail-access/messaging';
import type { Database } from '@mail-access/persistence';
import type { EntityManager } from 'typeorm';
import {
  discardCredentials,
  expectCredentials,
  keepCredentials,
} from '../clean-up-credentials/credential-cleanup-store.js';
import { ConnectionRow } from '../connection/connection.entity.js';
import { findConnection, lockConnection, ownerOf } from '../connection/connection-store.js';
import type { CredentialVault, Owner } from '../credentials/credential-vault.js';
import type { ValidationStarter } from '../start-validation/validation-starter.js';
import type { ProviderCatalogue } from '../providers/provider-catalogue.js';
import { requiredPasswords, wantsOutgoingPassword } from './password-requirement.js';

type Input = ParsedInputOf<typeof saveConnection>;
type Output = OutputOf<typeof saveConnection>;

interface StoredCredentials {
  readonly incoming?: string;
  readonly outgoing?: string;
}

/** A save whose passwords are in the vault. */
interface PreparedSave {
  readonly connectionId: string;
  /** The connection for which the passwords were asked. */
  readonly before: ConnectionRow | null;
  readonly input: Input;
  /** Null when the provider takes no password. */
  readonly stored: StoredCredentials | null;
}

/** Saves a connection: passwords to the vault first, then settings and the start of a run in one transaction. */
export class ConnectionSaver {
  constructor(
    private readonly database: Database,
    private readonly vault: CredentialVault,
    private readonly validations: ValidationStarter,
    private readonly catalogue: ProviderCatalogue,
  ) {}

  async save(input: Input, context: RequestContext): Promise<Output> {
    const owner = ownerOf(context);
    const before = await findConnection(this.database, owner);
    // Noted before the key is looked up: a repetition must not stop the run that it is about to answer with.
    const running = before === null ? null : await this.validations.runningOf(before.connectionId);
    const remembered = await recall(this.database, saveConnection, context);
    if (remembered !== null) return remembered;

    this.validations.assertCapacity(saveConnection);
    const takesPassword = this.catalogue.takesPassword(input.settings);
    if (takesPassword) assertPasswords(before?.settings ?? null, input);
    const connectionId = before?.connectionId ?? randomUUID();
    // A password that would never be used is not kept either.
    const stored = takesPassword ? await this.#storePasswords(owner, connectionId, input) : null;
    if (running !== null) await this.validations.stop(running, saveConnection);

    const output = await this.database.transaction((tx) =>
      once(tx, saveConnection, context, async () => {
        const connection = await this.#write(tx, owner, { connectionId, before, input, stored });
        return this.validations.begin(tx, connection, input.language, saveConnection);
      }),
    );
    await this.validations.run(output.validationId);
    return output;
  }

  async #storePasswords(owner: Owner, connectionId: string, input: Input): Promise<StoredCredentials> {
    const sealed: [PasswordPurpose, string | undefined][] = [
      ['incoming', input.sealedPassword],
      ['outgoing', wantsOutgoingPassword(input.settings) ? input.sealedOutgoingPassword : undefined],
    ];
    const credentials = sealed.flatMap(([purpose, text]) =>
      text === undefined ? [] : [{ credentialId: randomUUID(), connectionId, purpose, sealed: text }],
    );
    const ids = credentials.map((credential) => credential.credentialId);
    await this.database.transaction((tx) => expectCredentials(tx, owner, ids));
    for (const credential of credentials) await this.vault.store(owner, credential);
    return Object.fromEntries(credentials.map(({ purpose, credentialId }) => [purpose, credentialId]));
  }

  async #write(tx: EntityManager, owner: Owner, save: PreparedSave): Promise<ConnectionRow> {
    const { connectionId, before, input, stored } = save;
    const { settings } = input;
    const current = await lockConnection(tx, owner);
    // Another save made the connection, or an erasure ended it: then its event destroys the credentials stored for it.
    if (current?.connectionId !== before?.connectionId) throw new Refusal(saveConnection, 'overloaded', {});
    // Again, because a save in between may have stored a password for another server.
    if (stored !== null) assertPasswords(current?.settings ?? null, input);
    const incomingCredentialId = stored === null ? null : (stored.incoming ?? current?.incomingCredentialId ?? null);
    if (stored !== null && incomingCredentialId === null) {
      throw new Refusal(saveConnection, 'password-required', { pointer: '/sealedPassword' });
    }
    const outgoingCredentialId = wantsOutgoingPassword(settings)
      ? (stored?.outgoing ?? current?.outgoingCredentialId ?? null)
      : null;
    const connections = tx.getRepository(ConnectionRow);
    const row = {
      connectionId,
      ...owner,
      state: 'unproven' as const,
      settings,
      incomingCredentialId,
      outgoingCredentialId,
      // Found anew.
      provenWith: null,
      savedAt: new Date(),
    };
    await connections.upsert(row, ['connectionId']);

    const saved = await connections.findOneByOrFail({ connectionId });
    const used = credentialsOf(saved);
    await keepCredentials(tx, used);
    await discardCredentials(
      tx,
      owner,
      credentialsOf(current).filter((id) => !used.includes(id)),
    );
    return saved;
  }
}

function credentialsOf(connection: ConnectionRow | null): string[] {
  const ids = [connection?.incomingCredentialId, connection?.outgoingCredentialId];
  return ids.filter((id) => typeof id === 'string');
}

function assertPasswords(before: ConnectionSettings | null, input: Input): void {
  const required = requiredPasswords(before, input.settings);
  if (required.incoming && input.sealedPassword === undefined) {
    throw new Refusal(saveConnection, 'password-required', { pointer: '/sealedPassword' });
  }
  if (required.outgoing && input.sealedOutgoingPassword === undefined) {
    throw new Refusal(saveConnection, 'password-required', { pointer: '/sealedOutgoingPassword' });
  }
}
