export type { Bus, CallOptions } from './bus/bus.js';
export { connectBus } from './bus/connect-bus.js';
export type { BusOptions } from './bus/connect-bus.js';
export { administratorAccess } from './dead-letters/administrator-access.js';
export { Alarm } from './events/alarm.js';
export { HandlesEvent } from './events/handles-event.js';
export type { EventHandling } from './events/handles-event.js';
export { OutboxRelay } from './events/outbox-relay.js';
export type { OutboxRelayOptions } from './events/outbox-relay.js';
export { publishEvent, publishEvents } from './events/publish-event.js';
export type { EventOwner } from './events/publish-event.js';
export type { ReceivedEvent } from './events/received-event.js';
export { once, recall } from './ledger/once.js';
export { migrateService } from './migrate-service/migrate-service.js';
export { messagingMigrations } from './migrations-directory.js';
export { BusTransport } from './serve/bus-transport.js';
export type { BusTransportOptions } from './serve/bus-transport.js';
export { HandlesRequest } from './serve/handles-request.js';
export type { RequestContext } from './serve/request-context.js';
export { provisionStreams } from './streams/provision-streams.js';
export type { StreamOptions } from './streams/provision-streams.js';
export {
  busEnvironment,
  listOfText,
  parsedBy,
  readEnvironment,
  serviceEnvironment,
  textOrFile,
} from './service/environment.js';
export { runAsProcess, runService } from './service/run-service.js';
export type {
  AssembledService,
  RunningService,
  ServiceDefinition,
  ServiceFoundation,
  ServiceSettings,
} from './service/run-service.js';
