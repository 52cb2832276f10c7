import { getValidation, Refusal, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { Controller, Inject } from '@nestjs/common';
import { ownerOf } from '../connection/connection-store.js';
import { renderChanges, renderValidation } from '../validation/render-validation.js';
import { ValidationStore } from '../validation/validation-store.js';

@Controller()
export class GetValidationHandler {
  constructor(@Inject(ValidationStore) private readonly store: ValidationStore) {}

  @HandlesRequest(getValidation)
  async handle(
    { validationId, language, changesAfter }: ParsedInputOf<typeof getValidation>,
    context: RequestContext,
  ): Promise<OutputOf<typeof getValidation>> {
    const run = await this.store.find(ownerOf(context), validationId);
    if (run === null) throw new Refusal(getValidation, 'validation-unknown', { validationId });
    // A change that was committed since the run was read would not fit its state: it comes with the next call.
    const changes = (await this.store.changesOf(validationId)).filter((change) => change.revision <= run.revision);
    const validation = renderValidation(run, changes, language, new Date());
    if (changesAfter === undefined) return { validation };
    return { validation, changes: renderChanges(run, changes, language, changesAfter) };
  }
}
