import { startValidation, type OutputOf, type ParsedInputOf } from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import type { Database } from '@mail-access/persistence';
import { Controller, Inject } from '@nestjs/common';
import { DATABASE } from '../provide.js';
import { startRun } from './start-validation.js';
import { ValidationStarter } from './validation-starter.js';

@Controller()
export class StartValidationHandler {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ValidationStarter) private readonly validations: ValidationStarter,
  ) {}

  @HandlesRequest(startValidation)
  handle(
    input: ParsedInputOf<typeof startValidation>,
    context: RequestContext,
  ): Promise<OutputOf<typeof startValidation>> {
    return startRun({ database: this.database, validations: this.validations }, input, context);
  }
}
