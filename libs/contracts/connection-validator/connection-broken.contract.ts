import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';
import { Diagnosis } from '../vocabulary/diagnosis.js';
import { ConnectionId } from '../vocabulary/identifiers.js';

export const connectionBroken = defineEvent({
  name: 'connection-validator.v1.connection-broken',
  summary: 'A connection that worked was definitely refused.',
  consumers: ['telephony'],
  data: z.strictObject({ connectionId: ConnectionId, diagnosis: Diagnosis }),
});
