import { describeCredential, Refusal, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { tenantTransaction, type Database, type Transaction } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { RefusalAudit } from '../audit/audit-refusals.js';
import { CredentialStore, type FoundCredential } from '../credential/credential-store.js';
import { grantStore } from '../grant/grant-store.js';
import type { GrantRow } from '../grant/grant.entity.js';
import { DATABASE } from '../provide.js';
import { describeErased } from './describe-erased.js';

@Controller()
export class DescribeCredentialHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CredentialStore) private readonly store: CredentialStore,
    @Inject(RefusalAudit) private readonly refusals: RefusalAudit,
  ) {}

  @HandlesRequest(describeCredential)
  handle(
    { credentialId }: ParsedInputOf<typeof describeCredential>,
    context: RequestContext,
  ): Promise<OutputOf<typeof describeCredential>> {
    const { tenantId, subscriberId, caller } = context;
    const asked = { request: describeCredential.name, credentialId, tenantId, subscriberId, caller };
    return this.refusals.during(asked, async () => {
      const described = await tenantTransaction(this.database, tenantId, async (tx) => {
        const row = await this.store.find(tx, credentialId, context);
        return row === null ? await describeErased(tx, credentialId, context) : await describe(tx, row);
      });
      if (described === null) throw new Refusal(describeCredential, 'credential-unknown', { credentialId });
      return described;
    });
  }
}

async function describe(tx: Transaction, row: FoundCredential): Promise<OutputOf<typeof describeCredential>> {
  const { credentialId, connectionId, purpose, keyVersion, storedAt } = row;
  const grant = purpose === 'oauth' ? await grantStore.find(tx, credentialId) : null;
  const stored = { credentialId, connectionId, purpose, keyVersion, storedAt: storedAt.toISOString() };
  return { ...stored, ...(grant && { grant: describedGrant(grant) }) };
}

function describedGrant({ provider, account, grantedScopes, state, reason }: GrantRow) {
  return { provider, account, scopes: grantedScopes, state, ...(reason !== null && { reason }) };
}
