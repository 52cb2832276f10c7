export { readConfiguration } from './configuration.js';
export type { Configuration } from './configuration.js';
export { startGateway } from './start-gateway.js';
export type { Gateway } from './start-gateway.js';
