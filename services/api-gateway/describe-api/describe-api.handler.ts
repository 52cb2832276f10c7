import { Controller } from '@nestjs/common';
import { Handles } from '../operations/handles.js';
import { operations } from '../operations/operations.js';
import { describeApiOperation } from './describe-api.operation.js';
import type { OpenApiDocument } from './openapi-document.js';
import { openApiDocument } from './openapi-document.js';

@Controller()
export class DescribeApiHandler {
  readonly #document = openApiDocument(operations);

  @Handles(describeApiOperation)
  handle(): OpenApiDocument {
    return this.#document;
  }
}
