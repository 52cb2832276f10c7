import type { Refusal } from '@mail-access/contracts';
import type { Msg } from '@nats-io/transport-node';
import { writtenHeaders } from '../envelope/header-fields.js';

/** Sends a refusal: its identity in the headers, its details in the body. */
export function respondRefusal(message: Msg, refusal: Refusal, correlationId: string): void {
  const headers = writtenHeaders({
    'refusal-code': refusal.code,
    'refusal-retryable': String(refusal.retryable),
    'correlation-id': correlationId,
  });
  const body = { code: refusal.code, message: refusal.message, details: refusal.details };
  message.respond(JSON.stringify(body), { headers });
}
