import type { Transaction } from '@mail-access/persistence';
import type { Secret } from '@mail-access/secret';
import { envelopeOf, type CredentialStore, type NewCredential } from '../credential/credential-store.js';
import { decryptSecret } from '../envelope/decrypt-secret.js';
import { encryptSecret, type Envelope } from '../envelope/encrypt-secret.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import { sameSecret } from '../envelope/same-secret.js';
import { isErased } from '../forget-connection/erased-connections.js';

/** Everything of a new credential but the envelope. */
export type WrittenCredential = Omit<NewCredential, keyof Envelope>;

/** Encrypts and writes credentials, in the transaction of a tenant. */
export class CredentialWriter {
  constructor(
    private readonly store: CredentialStore,
    private readonly wrapper: KeyWrapper,
  ) {}

  /** `repeated`: the id holds this very credential already. `credential-exists`: it holds, or held, another one. */
  async write(
    tx: Transaction,
    credential: WrittenCredential,
    secret: Secret<string>,
  ): Promise<'stored' | 'repeated' | 'credential-exists' | 'connection-erased'> {
    if (await isErased(tx, credential, credential.connectionId)) return 'connection-erased';
    const envelope = await encryptSecret(this.wrapper, credential, secret);
    if (await this.store.insert(tx, { ...credential, ...envelope })) return 'stored';
    return (await this.#isRepetition(tx, credential, secret)) ? 'repeated' : 'credential-exists';
  }

  /** Same owner, connection, purpose and secret. */
  async #isRepetition(tx: Transaction, credential: WrittenCredential, secret: Secret<string>): Promise<boolean> {
    const row = await this.store.find(tx, credential.credentialId, credential);
    const envelope = row === null ? null : envelopeOf(row);
    if (row === null || envelope === null) return false;
    if (row.connectionId !== credential.connectionId || row.purpose !== credential.purpose) return false;
    return sameSecret(await decryptSecret(this.wrapper, row, envelope), secret);
  }
}
