import { describeCredential, Refusal, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { tenantTransaction, type Database } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { RefusalAudit } from '../audit/audit-refusals.js';
import { CredentialStore } from '../credential/credential-store.js';
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
      const find = tenantTransaction(this.database, tenantId, (tx) => this.store.find(tx, credentialId, context));
      const row = await find;
      if (row === null) throw new Refusal(describeCredential, 'credential-unknown', { credentialId });
      const { connectionId, purpose, keyVersion, storedAt } = row;
      return { credentialId, connectionId, purpose, keyVersion, storedAt: storedAt.toISOString() };
    });
  }
}
