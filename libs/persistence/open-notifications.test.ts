import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { openNotifications } from './open-notifications.js';

const authenticationOk = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
/** An empty result of whatever was asked. */
const done = Buffer.concat([Buffer.from([0x43, 0, 0, 0, 11]), Buffer.from('LISTEN\0'), readyForQuery]);

let server: Server;
afterEach(() => void server.close());

/** A PostgreSQL that takes everybody in and hands each query to the test. */
async function scriptedPostgres(answer: (socket: Socket, connection: number) => void): Promise<string> {
  let connections = 0;
  server = createServer((socket) => {
    const connection = (connections += 1);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.concat([authenticationOk, readyForQuery]));
      socket.on('data', () => answer(socket, connection));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `postgres://role:password@127.0.0.1:${(server.address() as AddressInfo).port}/database`;
}

it('survives a server that dies again while a lost connection is being replaced', async () => {
  const heard: string[] = [];
  const url = await scriptedPostgres((socket, connection) => {
    if (connection === 2) socket.destroy();
    else socket.write(done, () => connection === 1 && setTimeout(() => socket.destroy(), 20));
  });
  const notifications = await openNotifications({ url });
  notifications.listen('changes', (payload) => void heard.push(payload));
  // Once when listening began, and once when it began anew on the third connection.
  await expect.poll(() => heard, { timeout: 3_000 }).toEqual(['', '']);
  await notifications.close();
});
