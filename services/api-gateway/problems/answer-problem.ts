import type { Refusal } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import { type ArgumentsHost, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import { refusalToProblem } from './refusal-to-problem.js';

function isRefusalOfTheBus(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal' && 'code' in error && 'contract' in error;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null) return undefined;
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** Errors of Fastify and Nest have a status, and messages that quote the request: only the status is used. */
function problemOfStatus(status: number, error: unknown): Problem {
  if (status === 404) return new Problem('not-found');
  if (status === 413) return new Problem('body-too-large');
  if (status === 415) return new Problem('unsupported-media-type');
  if (status >= 400 && status < 500) return new Problem('request-refused', { status });
  return new Problem('internal', {}, { cause: error });
}

/** Ends every failed request with a problem document; the one place that turns errors into HTTP. */
export class AnswerProblem implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    /** Methods that the path of a request has, for 405 instead of 404. */
    private readonly methodsOf: (path: string) => readonly string[],
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { language, correlationId } = request.exchange;
    const problem = this.#problemOf(error, request);
    request.exchange.outcome = problem.code;
    if (problem.status >= 500) {
      // A service that is away is news for its own alarms; only a defect is an error of this request.
      const level = problem.code === 'internal' ? 'error' : 'warn';
      this.logger[level]('request-failed', { code: problem.code, err: problem.cause ?? problem });
    }
    if (reply.sent) return;
    void reply
      .status(problem.status)
      .headers(problem.headers())
      .headers({
        'content-type': 'application/problem+json',
        'content-language': language,
        vary: 'accept-language',
        'cache-control': 'no-store',
      })
      .send(JSON.stringify(problem.document(language, correlationId)));
  }

  #problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Problem) return error;
    if (isRefusalOfTheBus(error)) return refusalToProblem(error, request.exchange.language);
    const problem = problemOfStatus(statusOf(error) ?? 500, error);
    return problem.code === 'not-found' ? this.#missingRoute(request) : problem;
  }

  #missingRoute(request: FastifyRequest): Problem {
    const allow = this.methodsOf(request.url.split('?', 1)[0] ?? '');
    return allow.length > 0 ? new Problem('method-not-allowed', { allow }) : new Problem('not-found');
  }
}
