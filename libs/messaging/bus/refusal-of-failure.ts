import { Refusal, type RequestContract } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import { ClosedConnectionError, DrainingConnectionError, errors, RequestError } from '@nats-io/transport-node';

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
  const refuse = (code: 'no-responders' | 'deadline-exceeded' | 'internal') =>
    new Refusal(contract, code, {}, { cause: error, correlationId });
  if (error instanceof ClosedConnectionError || error instanceof DrainingConnectionError)
    return refuse('no-responders');
  if (error instanceof RequestError && error.isNoResponders()) return refuse('no-responders');
  if (error instanceof errors.NoRespondersError) return refuse('no-responders');
  const cause = error instanceof RequestError ? error.cause : error;
  if (cause instanceof errors.PermissionViolationError || cause instanceof errors.InvalidArgumentError) {
    logger.error('bus-request-not-sent', { err: cause, subject: contract.subject, correlation_id: correlationId });
    return refuse('internal');
  }
  return refuse('deadline-exceeded');
}
