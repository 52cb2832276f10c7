import { applyDecorators, HttpCode, RequestMapping, RequestMethod } from '@nestjs/common';
import type { Operation } from './operation.js';

/** Routes the operation to the decorated method; it answers with the operation's first status. */
export function Handles(operation: Operation): MethodDecorator {
  return applyDecorators(
    RequestMapping({ path: operation.path, method: RequestMethod[operation.method] }),
    HttpCode(Number(Object.keys(operation.answers)[0])),
  );
}
