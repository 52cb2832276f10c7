import { eraseCredential, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, once, type RequestContext } from '@mail-access/messaging';
import { tenantTransaction, type Database, type Transaction } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import type { KeyRing } from '../keys/key-ring.js';
import { underCurrentKey } from '../keys/under-current-key.js';
import { DATABASE, KEY_WRAPPER } from '../provide.js';
import { CredentialEraser } from './credential-eraser.js';

@Controller()
export class EraseCredentialHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CredentialEraser) private readonly eraser: CredentialEraser,
    @Inject(KEY_WRAPPER) private readonly ring: KeyRing,
  ) {}

  @HandlesRequest(eraseCredential)
  handle(
    which: ParsedInputOf<typeof eraseCredential>,
    context: RequestContext,
  ): Promise<OutputOf<typeof eraseCredential>> {
    const erase = (tx: Transaction): Promise<OutputOf<typeof eraseCredential>> =>
      once(tx, eraseCredential, context, async () => {
        const erased = await this.eraser.erase(tx, { owner: context, caller: context.caller, which });
        return { erased: erased > 0 };
      });
    return underCurrentKey(this.ring, () => tenantTransaction(this.database, context.tenantId, erase));
  }
}
