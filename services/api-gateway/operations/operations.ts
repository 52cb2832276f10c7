import { cancelValidationOperation } from '../cancel-validation/cancel-validation.operation.js';
import { createAuthorizationOperation } from '../create-authorization/create-authorization.operation.js';
import { deleteConnectionOperation } from '../delete-connection/delete-connection.operation.js';
import { describeApiOperation } from '../describe-api/describe-api.operation.js';
import { finishAuthorizationOperation } from '../finish-authorization/finish-authorization.operation.js';
import { getAuthorizationOperation } from '../get-authorization/get-authorization.operation.js';
import { getConnectionOperation } from '../get-connection/get-connection.operation.js';
import { getValidationOperation } from '../get-validation/get-validation.operation.js';
import { listProvidersOperation } from '../list-providers/list-providers.operation.js';
import { portalConfigurationOperation } from '../portal-configuration/portal-configuration.operation.js';
import { putConnectionOperation } from '../put-connection/put-connection.operation.js';
import { startValidationOperation } from '../start-validation/start-validation.operation.js';
import { streamValidationOperation } from '../stream-validation/stream-validation.operation.js';
import type { Operation } from './operation.js';

/** Every call under `/v1`. A test compares it with the routes that are served. */
export const operations: readonly Operation[] = [
  getConnectionOperation,
  putConnectionOperation,
  deleteConnectionOperation,
  startValidationOperation,
  getValidationOperation,
  streamValidationOperation,
  cancelValidationOperation,
  listProvidersOperation,
  createAuthorizationOperation,
  finishAuthorizationOperation,
  getAuthorizationOperation,
  portalConfigurationOperation,
  describeApiOperation,
];
