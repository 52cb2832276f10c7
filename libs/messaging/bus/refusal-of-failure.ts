import { Refusal, type RequestContract } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import {
  ClosedConnectionError,
  DrainingConnectionError,
  errors,
  NoRespondersError,
  PermissionViolationError,
} from '@nats-io/transport-node';
import { NotConnected } from './connection-watch.js';
import { ConnectionLost } from './reply-inbox.js';

/**
 * What a call that got no answer means. Nobody there is a different answer from nobody in time: after `no-responders`
 * nothing was done, after `deadline-exceeded` nobody knows.
 */
export function refusalOfFailure(
  logger: Logger,
  contract: RequestContract,
  error: unknown,
  correlationId: string,
): Refusal {
  const refuse = (code: 'no-responders' | 'unavailable' | 'deadline-exceeded' | 'internal') =>
    new Refusal(contract, code, {}, { cause: error, correlationId });
  if (error instanceof ClosedConnectionError || error instanceof DrainingConnectionError)
    return refuse('no-responders');
  if (error instanceof NoRespondersError || error instanceof NotConnected) return refuse('no-responders');
  if (error instanceof ConnectionLost) return refuse('unavailable');
  if (error instanceof PermissionViolationError || error instanceof errors.InvalidArgumentError) {
    logger.error('bus-request-not-sent', { err: error, subject: contract.subject, correlation_id: correlationId });
    return refuse('internal');
  }
  return refuse('deadline-exceeded');
}
