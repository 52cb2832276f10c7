import { type Connection, getConnection } from '@mail-access/contracts';
import { HandlesRequest } from '@mail-access/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';

/** The subject of the bare side. */
export const barePattern = 'bench.get-connection';

/** What both sides answer: 0.4 KB, the connection of a subscriber who typed their settings. */
const connection: Connection = {
  connectionId: '7d8f1a34-0c6e-4b3f-8d0a-6d9f5e6b7a01',
  state: 'established',
  settings: {
    method: 'manual',
    emailAddress: 'ada@example.com',
    username: 'ada',
    incoming: { protocol: 'imap', host: 'imap.example.com', port: 993, security: 'tls' },
    outgoing: { host: 'smtp.example.com', port: 465, security: 'tls', authentication: 'same' },
  },
  savedAt: '2026-11-22T10:00:00.000Z',
};

/** Answers on our envelope. */
@Controller()
export class EnvelopeConnectionEcho {
  @HandlesRequest(getConnection)
  async get() {
    return { connection };
  }
}

/** Answers the same on Nest's own transport. */
@Controller()
export class BareConnectionEcho {
  @MessagePattern(barePattern)
  async get() {
    return connection;
  }
}
