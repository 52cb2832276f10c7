import { randomUUID } from 'node:crypto';
import { Refusal, type RequestContract, universalErrors } from '@mail-access/contracts';
import { type Logger, type MessageContext, recordRequest, runInContext } from '@mail-access/observability';
import { databaseTrouble } from '@mail-access/persistence';
import type { MessageHandler } from '@nestjs/microservices';
import type { Msg } from '@nats-io/transport-node';
import { context as activeContext, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { firstValueFrom, isObservable } from 'rxjs';
import type { HeaderFields } from '../envelope/header-fields.js';
import { messageHeaders } from '../envelope/message-headers.js';
import { requestAttributes } from '../envelope/request-attributes.js';
import { contextOf } from '../envelope/trace-parent.js';
import { violationsOf } from '../envelope/violations.js';
import { HandlerContext } from './handler-context.js';
import { callerOf, correlationOf, deadlineOf, headerViolations, readInput } from './read-request.js';
import { respondRefusal } from './respond-refusal.js';

/** A contract and the Nest handler that answers it. */
export interface ServedRequest {
  readonly contract: RequestContract;
  readonly handler: MessageHandler<unknown, HandlerContext>;
}

interface Incoming extends ServedRequest {
  readonly message: Msg;
  readonly fields: HeaderFields;
  readonly correlationId: string;
  readonly logger: Logger;
}

/** Answers one message: exactly one answer goes out, and nothing is thrown. */
export async function answerRequest(served: ServedRequest, message: Msg, logger: Logger): Promise<void> {
  const { contract, handler } = served;
  const startedAt = performance.now();
  const fields = messageHeaders(message);
  const correlationId = correlationOf(fields) ?? randomUUID();
  const incoming: Incoming = { contract, handler, message, fields, correlationId, logger };
  const parent = contextOf(fields.traceparent);
  const span = trace
    .getTracer('mail-access')
    .startSpan(`process ${contract.subject}`, { kind: SpanKind.SERVER }, parent);
  if (span.isRecording()) span.setAttributes(requestAttributes(contract, 'process'));
  const code = await activeContext.with(trace.setSpan(parent, span), respond, undefined, incoming);
  if (code !== 'ok') span.setAttribute('error.type', code);
  if (code === 'internal') span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
  recordRequest({ subject: contract.subject, side: 'server', code, durationMs: performance.now() - startedAt });
}

/** Says how it ended: `ok` or the code of the refusal that went out. */
function respond(incoming: Incoming): Promise<string> | string {
  const { contract, fields, message, correlationId } = incoming;
  const violations = headerViolations(fields);
  const read = readInput(contract, message);
  if ('violations' in read) violations.push(...read.violations);
  if ('violations' in read || violations.length > 0) {
    return refuse(incoming, new Refusal(contract, 'invalid-request', { violations }, { correlationId }));
  }
  const context = new HandlerContext({
    tenantId: fields['tenant-id'] ?? '',
    subscriberId: fields['subscriber-id'] ?? '',
    correlationId,
    idempotencyKey: fields['idempotency-key'],
    caller: callerOf(message.reply),
    deadlineMs: deadlineOf(contract, fields),
    input: read.input,
    notCompared: contract.notCompared,
  });
  return runInContext<Promise<string>>(context satisfies MessageContext, () => run(incoming, read.input, context));
}

async function run(incoming: Incoming, input: unknown, context: HandlerContext): Promise<string> {
  const { contract, handler, message, logger, correlationId } = incoming;
  try {
    const result: unknown = await handler(input, context);
    const output: unknown = isObservable(result) ? await firstValueFrom(result) : result;
    const checked = contract.output.safeParse(output);
    if (!checked.success) {
      logger.error('bus-output-invalid', { subject: contract.subject, violations: violationsOf(checked.error) });
      return refuse(incoming, new Refusal(contract, 'internal', {}, { correlationId }));
    }
    message.respond(JSON.stringify(checked.data));
    return 'ok';
  } catch (error) {
    return refuse(incoming, refusalFor(incoming, error, context));
  } finally {
    context.finish();
  }
}

/** A declared refusal passes, an outage is told as one; anything else is a defect of ours, and its cause stays here. */
function refusalFor(incoming: Incoming, error: unknown, context: HandlerContext): Refusal {
  const { contract, logger, correlationId } = incoming;
  if (error instanceof Error && error.name === 'Refusal') {
    const refusal = error as Refusal;
    const declared = refusal.code in contract.errors || refusal.code in universalErrors;
    if (declared && refusal.contract.subject === contract.subject) return refusal;
  }
  if (context.expired(error)) {
    logger.warn('bus-request-expired', { subject: contract.subject });
    return new Refusal(contract, 'deadline-exceeded', {}, { correlationId });
  }
  const trouble = databaseTrouble(error);
  if (trouble !== undefined) {
    logger.warn('bus-request-delayed', { err: error, subject: contract.subject });
    return new Refusal(contract, trouble === 'away' ? 'unavailable' : 'overloaded', {}, { correlationId });
  }
  logger.error('bus-request-failed', { err: error, subject: contract.subject });
  return new Refusal(contract, 'internal', {}, { correlationId });
}

function refuse(incoming: Incoming, refusal: Refusal): string {
  try {
    respondRefusal(incoming.message, refusal, incoming.correlationId);
  } catch (error) {
    // Nothing more can be sent: the connection is closed, or the details outgrew the largest message.
    incoming.logger.error('bus-answer-not-sent', { err: error, subject: incoming.contract.subject });
  }
  return refusal.code;
}
