import { describeCredential, Refusal, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { tenantTransaction, type Database } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { RefusalAudit } from '../audit/audit-refusals.js';
import { CredentialStore } from '../credential/credential-store.js';
import { grantStore } from '../grant/grant-store.js';
import type { GrantRow } from '../grant/grant.entity.js';
import { DATABASE } from '../provide.js';

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
      const [row, grant] = await tenantTransaction(this.database, tenantId, async (tx) => {
        const found = await this.store.find(tx, credentialId, context);
        return [found, found?.purpose === 'oauth' ? await grantStore.find(tx, credentialId) : null] as const;
      });
      if (row === null) throw new Refusal(describeCredential, 'credential-unknown', { credentialId });
      const { connectionId, purpose, keyVersion, storedAt } = row;
      const stored = { credentialId, connectionId, purpose, keyVersion, storedAt: storedAt.toISOString() };
      return { ...stored, ...(grant && { grant: describedGrant(grant) }) };
    });
  }
}

function describedGrant({ provider, account, grantedScopes, state, reason }: GrantRow) {
  return { provider, account, scopes: grantedScopes, state, ...(reason !== null && { reason }) };
}
