import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';
import { ConnectionId } from '../vocabulary/identifiers.js';

export const connectionEstablished = defineEvent({
  name: 'connection-validator.v1.connection-established',
  summary: 'A validation proved the connection.',
  consumers: ['telephony'],
  data: z.strictObject({ connectionId: ConnectionId }),
});
