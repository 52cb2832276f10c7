import type { ValidationChange } from '@mail-access/contracts';
import type { FinishedEvent } from './stream-validation.operation.js';

// JSON has no raw line break, so one `data:` line holds it (HTML Standard, "Server-sent events").
function eventText(event: string, id: number, data: unknown): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

export function finishedText(validationId: string, revision: number, state: FinishedEvent['state']): string {
  const data: FinishedEvent = { validationId, state };
  return eventText('finished', revision, data);
}

/** One change of a validation as a server-sent event; its id is the revision. */
export function changeText(validationId: string, change: ValidationChange): string {
  return change.type === 'step'
    ? eventText('step', change.revision, change.step)
    : finishedText(validationId, change.revision, change.state);
}

/** Milliseconds after which a client that lost the stream comes back. */
export const retryText = 'retry: 1000\n\n';

/** Keeps proxies from closing a silent stream. */
export const heartbeatText = ': heartbeat\n\n';

/** The revision a returning reader saw last; 0, so everything, for a new reader or an id that is none of ours. */
export function lastSeen(header: string | readonly string[] | undefined): number {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : 0;
}
