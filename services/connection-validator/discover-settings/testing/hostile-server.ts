import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket, type TlsOptions } from 'node:tls';

/** What a server that means no good does with a connection, and with each line that it hears there. */
export interface HostileManners {
  onConnection?(socket: Socket): void;
  onLine?(line: string, socket: Socket): void;
}

export interface HostileServer extends AsyncDisposable {
  readonly port: number;
  readonly heard: readonly string[];
}

/** Writes as fast as it is taken, until the client leaves. */
export function pour(socket: Socket, chunk: string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

/** Writes an octet now and then, until the client leaves. */
export function drip(socket: Socket, text: string, everyMs = 50): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++ % text.length] ?? '.'), everyMs);
  socket.once('close', () => clearInterval(timer));
}

/** A server of bad manners on loopback. `tls`: from the first octet. */
export async function hostileServer(manners: HostileManners, tls?: TlsOptions): Promise<HostileServer> {
  const heard: string[] = [];
  const sockets: Socket[] = [];
  const converse = (socket: Socket): void => {
    sockets.push(socket.on('error', () => undefined));
    socket.setEncoding('latin1').on('data', (text: string) => {
      for (const line of text.split('\r\n').filter((one) => one !== '')) {
        heard.push(line);
        manners.onLine?.(line, socket);
      }
    });
    manners.onConnection?.(socket);
  };
  const server = createServer((plain) => {
    plain.on('error', () => undefined);
    if (tls === undefined) return converse(plain);
    const secured = new TLSSocket(plain, { isServer: true, ...tls }).on('error', () => plain.destroy());
    secured.once('secure', () => converse(secured));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
