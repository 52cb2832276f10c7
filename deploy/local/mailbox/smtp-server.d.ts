/** The part of smtp-server 3 that the loopback MTA uses; the package brings no types. */
declare module 'smtp-server' {
  import type { Server } from 'node:net';
  import type { Readable } from 'node:stream';

  interface Address {
    address: string;
  }
  interface Session {
    envelope: { mailFrom: Address | false; rcptTo: Address[] };
  }
  type Callback = (error?: Error | null, message?: string) => void;

  export class SMTPServer {
    constructor(options: {
      name?: string;
      banner?: string;
      size?: number;
      logger?: boolean;
      disabledCommands?: string[];
      disableReverseLookup?: boolean;
      onRcptTo?(address: Address, session: Session, callback: Callback): void;
      onData?(stream: Readable & { sizeExceeded: boolean }, session: Session, callback: Callback): void;
    });
    readonly server: Server;
    listen(port: number, host: string, callback: () => void): Server;
    close(callback: () => void): void;
    on(event: 'error', listener: (error: Error) => void): this;
  }
}
