export { cacheDirectory, repositoryRoot } from './launch/cache-directory.js';
export { ensureDebianPackages } from './launch/debian-packages.js';
export { freePort, freePorts } from './launch/free-port.js';
export { startNats } from './launch/nats.js';
export type { NatsServer, NatsSubjects, NatsUser } from './launch/nats.js';
export { SetupProblem } from './launch/setup-problem.js';
export { startPostgres } from './launch/postgres.js';
export type { PostgresServer } from './launch/postgres.js';
