import { getValidation } from '@mail-access/contracts';
import type { Validation } from '@mail-access/contracts';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { validationIdOf } from '../operations/validation-id.js';
import { getValidationOperation } from './get-validation.operation.js';

@Controller()
export class GetValidationHandler {
  constructor(private readonly calls: BusCalls) {}

  @Handles(getValidationOperation)
  async handle(@Req() request: FastifyRequest): Promise<Validation> {
    const { exchange } = request;
    const input = { validationId: validationIdOf(request), language: exchange.language };
    const { validation } = await this.calls.ask(getValidation, input, exchange);
    return validation;
  }
}
