import {
  type OutputOf,
  Refusal,
  type RequestContract,
  universalErrors,
  type UniversalErrorCode,
} from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import type { Msg } from '@nats-io/transport-node';
import { fromHeaders } from '../envelope/header-fields.js';
import { readTolerantly } from '../envelope/read-tolerantly.js';
import { violationsOf } from '../envelope/violations.js';

/** The validated output, or throws the refusal that came instead. */
export function readReply<C extends RequestContract>(
  logger: Logger,
  contract: C,
  reply: Msg,
  correlationId: string,
): OutputOf<C> {
  const code = reply.headers === undefined ? undefined : fromHeaders(reply.headers)['refusal-code'];
  const body = parseBody(reply);
  if (code !== undefined) throw refusalOf(logger, contract, code, body, correlationId);
  const output = readTolerantly(contract.output, body);
  if (!output.success) {
    throw unusable(logger, contract, correlationId, 'bus-output-invalid', violationsOf(output.error));
  }
  return output.data as OutputOf<C>;
}

function refusalOf(
  logger: Logger,
  contract: RequestContract,
  code: string,
  body: unknown,
  correlationId: string,
): Refusal {
  const declared = contract.errors[code] ?? universalErrors[code as UniversalErrorCode];
  if (declared === undefined) return unusable(logger, contract, correlationId, 'bus-refusal-undeclared', [], code);
  const sent = typeof body === 'object' && body !== null && 'details' in body ? body.details : undefined;
  const details = readTolerantly(declared.details, sent);
  if (!details.success) {
    return unusable(logger, contract, correlationId, 'bus-refusal-invalid', violationsOf(details.error), code);
  }
  return new Refusal(contract, code, details.data, { correlationId });
}

function unusable(
  logger: Logger,
  contract: RequestContract,
  correlationId: string,
  event: string,
  violations: readonly unknown[],
  code?: string,
): Refusal {
  logger.error(event, { subject: contract.subject, correlation_id: correlationId, violations, code });
  return new Refusal(contract, 'internal', {}, { correlationId });
}

function parseBody(reply: Msg): unknown {
  try {
    return reply.json();
  } catch {
    return undefined;
  }
}
