import {
  cancelValidation,
  eraseConnection,
  getConnection,
  getValidation,
  type OutputOf,
  type ParsedInputOf,
  Refusal,
  saveConnection,
  startValidation,
} from '@mail-access/contracts';
import { HandlesRequest, type RequestContext } from '@mail-access/messaging';
import { Controller } from '@nestjs/common';
import { StandInRuns } from './stand-in-runs.js';

/** Answers as the validator's contracts say, from memory: nothing is tried, and a test says what the steps come to. */
@Controller()
export class StandInValidatorHandlers {
  constructor(private readonly runs: StandInRuns) {}

  @HandlesRequest(saveConnection)
  async save(
    input: ParsedInputOf<typeof saveConnection>,
    context: RequestContext,
  ): Promise<OutputOf<typeof saveConnection>> {
    return this.runs.save(input, context);
  }

  @HandlesRequest(getConnection)
  async connection(
    _input: ParsedInputOf<typeof getConnection>,
    context: RequestContext,
  ): Promise<OutputOf<typeof getConnection>> {
    if (this.runs.silent) await new Promise(() => undefined);
    return { connection: this.runs.connectionOf(context) };
  }

  @HandlesRequest(startValidation)
  async start(
    _input: ParsedInputOf<typeof startValidation>,
    context: RequestContext,
  ): Promise<OutputOf<typeof startValidation>> {
    const connection = this.runs.connectionOf(context);
    if (connection === null) throw new Refusal(startValidation, 'connection-unknown', {});
    return { connectionId: connection.connectionId, validationId: this.runs.begin(context, connection.connectionId) };
  }

  @HandlesRequest(getValidation)
  async validation(
    { validationId, changesAfter }: ParsedInputOf<typeof getValidation>,
    context: RequestContext,
  ): Promise<OutputOf<typeof getValidation>> {
    const run = this.runs.find(context, validationId);
    if (run === undefined) throw new Refusal(getValidation, 'validation-unknown', { validationId });
    const changes = run.changes.filter((change) => changesAfter !== undefined && change.revision > changesAfter);
    return { validation: run.validation, ...(changesAfter !== undefined && { changes }) };
  }

  @HandlesRequest(cancelValidation)
  async cancel(
    { validationId }: ParsedInputOf<typeof cancelValidation>,
    context: RequestContext,
  ): Promise<OutputOf<typeof cancelValidation>> {
    const run = this.runs.find(context, validationId);
    if (run === undefined) throw new Refusal(cancelValidation, 'validation-unknown', { validationId });
    if (run.validation.state === 'running') this.runs.finish(validationId, 'cancelled');
    return { state: run.validation.state };
  }

  @HandlesRequest(eraseConnection)
  async erase(
    _input: ParsedInputOf<typeof eraseConnection>,
    context: RequestContext,
  ): Promise<OutputOf<typeof eraseConnection>> {
    return { erased: this.runs.erase(context) };
  }
}
