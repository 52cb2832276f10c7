import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';
import { ConnectionId } from '../vocabulary/identifiers.js';

export const connectionErased = defineEvent({
  name: 'connection-validator.v1.connection-erased',
  summary: 'A connection was erased: forget everything of it.',
  consumers: ['credential-vault', 'telephony'],
  data: z.strictObject({ connectionId: ConnectionId }),
});
