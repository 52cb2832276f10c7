import { setTimeout as sleep } from 'node:timers/promises';
import { cancelValidation, Refusal, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { Controller, Inject } from '@nestjs/common';
import { ownerOf } from '../connection/connection-store.js';
import { ValidationStore } from '../validation/validation-store.js';

const pollMs = 20;
const patienceMs = 3_000;

@Controller()
export class CancelValidationHandler {
  constructor(@Inject(ValidationStore) private readonly store: ValidationStore) {}

  @HandlesRequest(cancelValidation)
  async handle(
    { validationId }: ParsedInputOf<typeof cancelValidation>,
    context: RequestContext,
  ): Promise<OutputOf<typeof cancelValidation>> {
    await this.store.requestCancel(ownerOf(context), validationId);
    for (const patience = performance.now() + patienceMs; ;) {
      const run = await this.store.find(ownerOf(context), validationId);
      if (run === null) throw new Refusal(cancelValidation, 'validation-unknown', { validationId });
      if (run.state !== 'running' || performance.now() > patience) return { state: run.state };
      await sleep(pollMs);
    }
  }
}
