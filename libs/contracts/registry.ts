import { cancelValidation } from './connection-validator/cancel-validation.contract.js';
import { connectionBroken } from './connection-validator/connection-broken.contract.js';
import { connectionErased } from './connection-validator/connection-erased.contract.js';
import { connectionEstablished } from './connection-validator/connection-established.contract.js';
import { discoverSettings } from './connection-validator/discover-settings.contract.js';
import { eraseConnection } from './connection-validator/erase-connection.contract.js';
import { getConnection } from './connection-validator/get-connection.contract.js';
import { getValidation } from './connection-validator/get-validation.contract.js';
import { listProviders } from './connection-validator/list-providers.contract.js';
import { saveConnection } from './connection-validator/save-connection.contract.js';
import { startValidation } from './connection-validator/start-validation.contract.js';
import { validationFinished } from './connection-validator/validation-finished.contract.js';
import { validationStepChanged } from './connection-validator/validation-step-changed.contract.js';
import { beginAuthorization } from './credential-vault/begin-authorization.contract.js';
import { completeAuthorization } from './credential-vault/complete-authorization.contract.js';
import { auditSealed } from './credential-vault/audit-sealed.contract.js';
import { credentialErased } from './credential-vault/credential-erased.contract.js';
import { credentialNeedsReconnection } from './credential-vault/credential-needs-reconnection.contract.js';
import { credentialRevealed } from './credential-vault/credential-revealed.contract.js';
import { credentialRevealsSurged } from './credential-vault/credential-reveals-surged.contract.js';
import { describeAuthorization } from './credential-vault/describe-authorization.contract.js';
import { describeCredential } from './credential-vault/describe-credential.contract.js';
import { eraseCredential } from './credential-vault/erase-credential.contract.js';
import { revealCredential } from './credential-vault/reveal-credential.contract.js';
import { rotateKeys } from './credential-vault/rotate-keys.contract.js';
import { storeCredential } from './credential-vault/store-credential.contract.js';
import type { EventContract } from './definition/define-event.js';
import type { RequestContract } from './definition/define-request.js';

/** Every request of the bus. A test compares it with the files of this folder. */
export const requests: readonly RequestContract[] = [
  storeCredential,
  revealCredential,
  describeCredential,
  eraseCredential,
  rotateKeys,
  beginAuthorization,
  completeAuthorization,
  describeAuthorization,
  saveConnection,
  getConnection,
  eraseConnection,
  startValidation,
  getValidation,
  cancelValidation,
  discoverSettings,
  listProviders,
];

/** Every event of the bus. */
export const events: readonly EventContract[] = [
  credentialErased,
  credentialRevealed,
  credentialRevealsSurged,
  auditSealed,
  credentialNeedsReconnection,
  validationStepChanged,
  validationFinished,
  connectionEstablished,
  connectionBroken,
  connectionErased,
];
