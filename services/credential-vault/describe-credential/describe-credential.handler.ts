import { describeCredential, Refusal, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import type { Database } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { CredentialStore } from '../credential/credential-store.js';
import { DATABASE } from '../provide.js';

@Controller()
export class DescribeCredentialHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CredentialStore) private readonly store: CredentialStore,
  ) {}

  @HandlesRequest(describeCredential)
  async handle(
    { credentialId }: ParsedInputOf<typeof describeCredential>,
    context: RequestContext,
  ): Promise<OutputOf<typeof describeCredential>> {
    const row = await this.store.find(this.database.dataSource.manager, credentialId, context);
    if (row === null) throw new Refusal(describeCredential, 'credential-unknown', { credentialId });
    const { connectionId, purpose, keyVersion, storedAt } = row;
    return { credentialId, connectionId, purpose, keyVersion, storedAt: storedAt.toISOString() };
  }
}
