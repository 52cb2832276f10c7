export { defineEvent, eventFilter, eventSubject } from './definition/define-event.js';
export type { EventContract, EventDataOf } from './definition/define-event.js';
export { defineRequest } from './definition/define-request.js';
export type {
  ErrorCodeOf,
  ErrorDeclaration,
  ErrorDeclarations,
  ErrorDetailsOf,
  InputOf,
  OutputOf,
  ParsedInputOf,
  RequestContract,
} from './definition/define-request.js';
export { jsonPointer } from './definition/json-pointer.js';
export { parties, services } from './definition/party.js';
export type { Party, ServiceName } from './definition/party.js';
export { isRefusal, Refusal, universalErrors, Violation } from './definition/refusal.js';
export type { UniversalErrorCode } from './definition/refusal.js';
export { natsPermissions } from './describe/nats-permissions.js';
export type { NatsPermissions } from './describe/nats-permissions.js';
export { events, requests } from './registry.js';

export { Connection, ConnectionState } from './vocabulary/connection.js';
export {
  ConnectionSettings,
  EmailAddress,
  ExchangeAddress,
  ExchangeSettings,
  Host,
  HostedSettings,
  IncomingProtocol,
  IncomingServer,
  ManualSettings,
  OutgoingServer,
  Password,
  Port,
  ProviderId,
  Security,
  UnknownSettings,
  Username,
} from './vocabulary/connection-settings.js';
export {
  Authorization,
  AuthorizationId,
  AuthorizationState,
  ConsentScope,
  consentScopes,
  OAuthProvider,
  ReconnectionReason,
  SessionHash,
} from './vocabulary/authorization.js';
export { CredentialPurpose, PasswordPurpose, SealedText, SealingParty } from './vocabulary/credential.js';
export { diagnoses, Diagnosis } from './vocabulary/diagnosis.js';
export { ConnectionId, CredentialId, Instant, SubscriberId, TenantId, ValidationId } from './vocabulary/identifiers.js';
export { DiscoveryOutcome, DiscoverySource, FindingSource } from './vocabulary/discovery.js';
export { Language, languages } from './vocabulary/language.js';
export { MailServers } from './vocabulary/mail-servers.js';
export { HostedProvider, PreparationKind, preparationKinds, ProviderSignIn } from './vocabulary/provider.js';
export {
  exchangeSteps,
  passwordMailboxSteps,
  StepDiscovery,
  StepFinding,
  StepId,
  stepsOf,
  StepState,
  Validation,
  ValidationChange,
  ValidationState,
  ValidationStep,
} from './vocabulary/validation.js';

export { cancelValidation } from './connection-validator/cancel-validation.contract.js';
export { connectionBroken } from './connection-validator/connection-broken.contract.js';
export { connectionErased } from './connection-validator/connection-erased.contract.js';
export { connectionEstablished } from './connection-validator/connection-established.contract.js';
export {
  discoverSettings,
  DiscoveredAuthentication,
  DiscoveredSettings,
} from './connection-validator/discover-settings.contract.js';
export { eraseConnection } from './connection-validator/erase-connection.contract.js';
export { getConnection } from './connection-validator/get-connection.contract.js';
export { getValidation } from './connection-validator/get-validation.contract.js';
export { listProviders } from './connection-validator/list-providers.contract.js';
export { saveConnection } from './connection-validator/save-connection.contract.js';
export { startValidation } from './connection-validator/start-validation.contract.js';
export { validationFinished } from './connection-validator/validation-finished.contract.js';
export { validationStepChanged } from './connection-validator/validation-step-changed.contract.js';
export { auditSealed } from './credential-vault/audit-sealed.contract.js';
export { beginAuthorization } from './credential-vault/begin-authorization.contract.js';
export { AuthorizationOutcome, completeAuthorization } from './credential-vault/complete-authorization.contract.js';
export { credentialErased } from './credential-vault/credential-erased.contract.js';
export { credentialNeedsReconnection } from './credential-vault/credential-needs-reconnection.contract.js';
export { credentialRevealed } from './credential-vault/credential-revealed.contract.js';
export { credentialRevealsSurged } from './credential-vault/credential-reveals-surged.contract.js';
export { describeAuthorization } from './credential-vault/describe-authorization.contract.js';
export { describeCredential } from './credential-vault/describe-credential.contract.js';
export { eraseCredential } from './credential-vault/erase-credential.contract.js';
export { revealCredential } from './credential-vault/reveal-credential.contract.js';
export { rotateKeys } from './credential-vault/rotate-keys.contract.js';
export { storeCredential } from './credential-vault/store-credential.contract.js';
