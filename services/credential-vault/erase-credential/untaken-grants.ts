import type { Logger } from '@mail-access/observability';
import { acrossTenants, tenantTransaction, type Database } from '@mail-access/persistence';
import type { Owner } from '../credential/credential-store.js';
import type { KeyRing } from '../keys/key-ring.js';
import { underCurrentKey } from '../keys/under-current-key.js';
import type { CredentialEraser } from './credential-eraser.js';

/** A look takes no more than so many; what is left is taken by the next one. */
const atATime = 50;

interface UntakenParts {
  readonly database: Database;
  readonly ring: Pick<KeyRing, 'refresh'>;
  readonly eraser: CredentialEraser;
  readonly logger: Logger;
}

interface Untaken extends Owner {
  readonly credentialId: string;
}

/** Grants whose sign-in is forgotten, a day after it, and that no connection has taken: nobody will ask for them any more. */
export class UntakenGrants {
  constructor(private readonly parts: UntakenParts) {}

  /** Erases them as whoever owns them would, so that they are taken back at their providers. */
  async erase(): Promise<void> {
    const { database, logger } = this.parts;
    const found = await acrossTenants(database, (tx) => tx.query<Untaken[]>(untaken, [atATime]));
    for (const grant of found) {
      await this.#erase(grant).catch((error: unknown) =>
        logger.warn('untaken-grant-not-erased', { err: error, credentialId: grant.credentialId }),
      );
    }
  }

  async #erase({ credentialId, ...owner }: Untaken): Promise<void> {
    const { database, ring, eraser } = this.parts;
    // By its connection: one that a connection takes meanwhile is not found any more.
    const erasure = { owner, caller: 'credential-vault', which: { connectionId: credentialId } } as const;
    await underCurrentKey(ring, () => tenantTransaction(database, owner.tenantId, (tx) => eraser.erase(tx, erasure)));
  }
}

const untaken = `
  select credential_id as "credentialId", tenant_id as "tenantId", subscriber_id as "subscriberId" from credential
  where purpose = 'oauth' and connection_id = credential_id and erased_at is null
    and stored_at < now() - interval '1 day'
    and not exists (select 1 from oauth_authorization where authorization_id = credential_id)
  order by stored_at limit $1`;
