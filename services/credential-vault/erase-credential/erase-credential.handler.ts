import { credentialErased, eraseCredential, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, once, publishEvent, type RequestContext } from '@mail-access/messaging';
import type { Database } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { CredentialStore } from '../credential/credential-store.js';
import { DATABASE } from '../provide.js';

@Controller()
export class EraseCredentialHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CredentialStore) private readonly store: CredentialStore,
  ) {}

  @HandlesRequest(eraseCredential)
  handle(
    { credentialId }: ParsedInputOf<typeof eraseCredential>,
    context: RequestContext,
  ): Promise<OutputOf<typeof eraseCredential>> {
    return this.database.transaction((tx) =>
      once(tx, eraseCredential, context, async () => {
        const erased = await this.store.erase(tx, context, { credentialId });
        for (const credential of erased) await publishEvent(tx, credentialErased, context, credential);
        return { erased: erased.length > 0 };
      }),
    );
  }
}
