import { checkReadiness } from '@mail-access/observability';
import type { Readiness, ReadinessChecks, Telemetry } from '@mail-access/observability';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Drain } from '../drain/drain.js';

/** Names the readiness checks among the providers. */
export const READINESS_CHECKS = Symbol('readiness checks');
/** Names the telemetry among the providers. */
export const TELEMETRY = Symbol('telemetry');

/** For orchestrators and scrapers. */
@Controller()
export class HealthHandler {
  constructor(
    @Inject(READINESS_CHECKS) private readonly checks: ReadinessChecks,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
    private readonly drain: Drain,
  ) {}

  /** The process lives; says nothing about what it depends on, or an outage of NATS would restart every gateway. */
  @Get('healthz')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = this.drain.begun
      ? { ready: false, checks: { drain: 'draining' } }
      : await checkReadiness(this.checks);
    if (!readiness.ready) void reply.status(503);
    return readiness;
  }

  @Get('metrics')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.telemetry.prometheusText();
    await reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  }
}
