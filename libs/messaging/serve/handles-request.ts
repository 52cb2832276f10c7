import type { OutputOf, ParsedInputOf, RequestContract } from '@mail-access/contracts';
import { applyDecorators, UseFilters } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { PassErrorsOn } from './pass-errors-on.js';
import type { RequestContext } from './request-context.js';

type RequestHandler<C extends RequestContract> = (
  input: ParsedInputOf<C>,
  context: RequestContext,
) => Promise<OutputOf<C>>;

/**
 * Marks the method that answers a request. It gets the validated input and the RequestContext; what it returns is the
 * output, a Refusal that it throws reaches the caller, anything else that it throws is a defect.
 */
export function HandlesRequest<C extends RequestContract>(contract: C) {
  return <M extends RequestHandler<C>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
    applyDecorators(MessagePattern(contract.subject, { contract }), UseFilters(PassErrorsOn))(target, key, descriptor);
  };
}
