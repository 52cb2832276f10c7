import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A port on loopback whose connections are never answered, as behind a firewall that drops packets. */
export interface UnansweringServer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
}

// Listens, says where, and then never accepts: its event loop stands still.
const program = `
  const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    process.stdout.write(server.address().port + '\\n', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });`;

/** The kernel drops the SYN of whoever comes once the queue of a listener that never accepts is full (listen(2)). */
export async function unansweringServer(): Promise<UnansweringServer> {
  const listener = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(listener.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  const queued: Socket[] = [];
  for (let filling = true; filling;) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    queued.push(socket);
    filling = await Promise.race([once(socket, 'connect').then(() => true), wait(200, false)]);
  }
  return {
    host: '127.0.0.1',
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of queued) socket.destroy();
      listener.kill('SIGKILL');
      await once(listener, 'exit');
    },
  };
}
