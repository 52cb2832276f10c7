import { eraseCredential, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, once, type RequestContext } from '@mail-access/messaging';
import { tenantTransaction, type Database, type Transaction } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { RefusalAudit } from '../audit/audit-refusals.js';
import type { KeyRing } from '../keys/key-ring.js';
import { underCurrentKey } from '../keys/under-current-key.js';
import { whileKeysAnswer } from '../keys/while-keys-answer.js';
import { DATABASE, KEY_WRAPPER } from '../provide.js';
import { CredentialEraser } from './credential-eraser.js';

@Controller()
export class EraseCredentialHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CredentialEraser) private readonly eraser: CredentialEraser,
    @Inject(KEY_WRAPPER) private readonly ring: KeyRing,
    @Inject(RefusalAudit) private readonly refusals: RefusalAudit,
  ) {}

  @HandlesRequest(eraseCredential)
  handle(
    which: ParsedInputOf<typeof eraseCredential>,
    context: RequestContext,
  ): Promise<OutputOf<typeof eraseCredential>> {
    const { tenantId, subscriberId, caller } = context;
    const asked = { request: eraseCredential.name, tenantId, subscriberId, caller, ...which };
    const work = async (): Promise<OutputOf<typeof eraseCredential>> => {
      const output = await this.#erase(which, context);
      if (!output.erased) await this.refusals.recordOfAnother(asked);
      return output;
    };
    return this.refusals.during(asked, () => whileKeysAnswer(eraseCredential, work));
  }

  #erase(
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
