import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createEgress } from '../create-egress.js';
import { mailPorts } from './mail-ports.js';

const servers: Server[] = [];
const accepted: Socket[] = [];
const fillers: Socket[] = [];
const owners: Worker[] = [];

afterEach(async () => {
  for (const socket of fillers.splice(0)) socket.destroy();
  for (const owner of owners.splice(0)) await owner.terminate();
  for (const socket of accepted.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

async function listen(address: string, port = 0): Promise<number> {
  const server = createServer((socket) => void accepted.push(socket.on('error', () => undefined)));
  servers.push(server.listen(port, address));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const soon = (): AbortSignal => AbortSignal.timeout(5_000);
const local = createEgress({ dnsServers: [], allow: ['127.0.0.0/8', '::1'] });
const closed = createEgress({ dnsServers: [], allow: [] });

describe('a connection', () => {
  it('goes to the pinned address, whatever the name', async () => {
    const port = await listen('127.0.0.2');
    const socket = await local.connect({ host: 'mail.example.com', addresses: ['127.0.0.2'] }, port, soon());
    expect(socket.remoteAddress).toBe('127.0.0.2');
    socket.destroy();
  });

  it('tries the next address at once when one refuses', async () => {
    const port = await listen('127.0.0.3');
    const began = performance.now();
    const host = { host: 'mail.example.com', addresses: ['127.0.0.2', '127.0.0.3'] };
    const socket = await local.connect(host, port, soon());
    expect(socket.remoteAddress).toBe('127.0.0.3');
    expect(performance.now() - began).toBeLessThan(200);
    socket.destroy();
  });

  it('tries the next address beside one that hangs, and leaves nothing of that behind', async () => {
    const port = await swallowingPort('127.0.0.4');
    await listen('127.0.0.3', port);
    const before = openSockets();
    const host = { host: 'mail.example.com', addresses: ['127.0.0.4', '127.0.0.3'] };
    const began = performance.now();
    const socket = await local.connect(host, port, soon());
    expect(socket.remoteAddress).toBe('127.0.0.3');
    expect(performance.now() - began).toBeGreaterThan(200);
    socket.destroy();
    for (const end of accepted) end.destroy();
    await sleep(20);
    expect(openSockets()).toBe(before);
  });

  it('is refused when every address refuses', async () => {
    const host = { host: 'mail.example.com', addresses: ['127.0.0.2', '127.0.0.3'] };
    await expect(local.connect(host, 1, soon())).rejects.toMatchObject({
      kind: 'connection-refused',
      cause: { code: 'ECONNREFUSED' },
    });
  });

  it('ends at the deadline, or when cancelled, and destroys its sockets', async () => {
    const port = await swallowingPort('127.0.0.4');
    const host = { host: 'mail.example.com', addresses: ['127.0.0.4'] };
    const before = openSockets();
    await expect(local.connect(host, port, AbortSignal.timeout(50))).rejects.toMatchObject({ kind: 'timed-out' });
    const caller = new AbortController();
    const pending = expect(local.connect(host, port, caller.signal)).rejects.toMatchObject({ kind: 'cancelled' });
    caller.abort();
    await pending;
    await expect(local.connect(host, port, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
    await sleep(20);
    expect(openSockets()).toBe(before);
  });
});

describe('what may be connected to', () => {
  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '0x7f.1',
    'localhost',
    'mail.example.com',
  ])('is judged again: not %s, although pinned', async (address) => {
    const host = { host: 'mail.example.com', addresses: [address] };
    await expect(closed.connect(host, 993, soon())).rejects.toMatchObject({ kind: 'blocked-address' });
  });

  it('is not a host of which one address is blocked, or that has none', async () => {
    const mixed = { host: 'mail.example.com', addresses: ['1.1.1.1', '10.0.0.1'] };
    await expect(closed.connect(mixed, 993, soon())).rejects.toMatchObject({ kind: 'blocked-address' });
    const none = { host: 'mail.example.com', addresses: [] };
    await expect(closed.connect(none, 993, soon())).rejects.toMatchObject({ kind: 'blocked-address' });
  });

  it.each([1, 22, 80, 443, 3306, 5432, 6379, 8080, 11211, 65535])(
    'is not port %i of a public address',
    async (port) => {
      const host = { host: 'mail.example.com', addresses: ['1.1.1.1'] };
      await expect(closed.connect(host, port, soon())).rejects.toMatchObject({ kind: 'blocked-address' });
    },
  );

  it.each([0, -1, 1.5, 65_536, NaN])('is not port %d, even of an allowed address', async (port) => {
    const host = { host: 'mail.example.com', addresses: ['127.0.0.1'] };
    await expect(local.connect(host, port, soon())).rejects.toMatchObject({ kind: 'blocked-address' });
  });

  it('is a mail port of a public address, or one that was added', async () => {
    const host = { host: 'mail.example.com', addresses: ['1.1.1.1'] };
    const more = createEgress({ dnsServers: [], allow: [], extraPorts: [443] });
    // The signal is aborted already, so that what is permitted ends there, and no packet leaves the machine.
    for (const [egress, port] of [...mailPorts.map((p) => [closed, p] as const), [more, 443] as const]) {
      await expect(egress.connect(host, port, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
    }
  });
});

function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => /^TCP(?:Socket|Connect)Wrap$/.test(name)).length;
}

/**
 * A port that swallows attempts: its owner accepts nothing and its queue is full, and Linux then drops each further SYN.
 * The owner is a thread that sleeps; connections that fill the queue are opened until one stays without an answer.
 */
async function swallowingPort(address: string): Promise<number> {
  const owner = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer().listen({ port: 0, host: workerData, backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 20);
     });`,
    { eval: true, workerData: address },
  );
  owners.push(owner);
  const [port] = (await once(owner, 'message')) as [number];
  await sleep(60);
  for (let answered = true; answered;) {
    const filler = connect(port, address).on('error', () => undefined);
    fillers.push(filler);
    answered = await Promise.race([once(filler, 'connect').then(() => true), sleep(100, false)]);
  }
  return port;
}
