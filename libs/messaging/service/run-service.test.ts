import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runService } from './run-service.js';

/** Takes a connection, and hangs up before it says anything. */
let hangingUp: Server;
let port: number;
beforeAll(async () => {
  hangingUp = createServer((socket) => void setTimeout(() => socket.destroy(), 100)).listen(0, '127.0.0.1');
  await once(hangingUp, 'listening');
  ({ port } = hangingUp.address() as AddressInfo);
});
afterAll(() => void hangingUp.close());

it('says why it cannot start when both NATS and PostgreSQL are away, instead of crashing over the second', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', note);
  const starting = runService({
    party: 'credential-vault',
    settings: {
      NATS_URL: 'nats://127.0.0.1:1',
      NATS_CREDENTIALS: { user: 'credential-vault', password: 'secret' },
      DATABASE_URL: `postgres://role:secret@127.0.0.1:${port}/database`,
      LOG_LEVEL: 'error',
      HEALTH_PORT: 0,
    },
    entities: [],
    migrations: import.meta.dirname,
    assemble: () => {
      throw new Error('never asked');
    },
  });
  await expect(starting).rejects.toThrow('Connection terminated');
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});
