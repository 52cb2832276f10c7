import type { Logger, ReadinessChecks, Telemetry } from '@mail-access/observability';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { AuthorizationCookie } from './authorization-cookie/authorization-cookie.js';
import { BusCalls } from './bus-calls/bus-calls.js';
import type { ContractBus } from './bus-calls/contract-bus.js';
import { CancelValidationHandler } from './cancel-validation/cancel-validation.handler.js';
import type { Configuration } from './configuration.js';
import { CreateAuthorizationHandler } from './create-authorization/create-authorization.handler.js';
import { DeleteConnectionHandler } from './delete-connection/delete-connection.handler.js';
import { DescribeApiHandler } from './describe-api/describe-api.handler.js';
import { Drain } from './drain/drain.js';
import { FinishAuthorizationHandler, PUBLIC_URL } from './finish-authorization/finish-authorization.handler.js';
import { AnswerSealer } from './finish-authorization/seal-answer.js';
import { GetAuthorizationHandler } from './get-authorization/get-authorization.handler.js';
import { GetConnectionHandler } from './get-connection/get-connection.handler.js';
import { GetValidationHandler } from './get-validation/get-validation.handler.js';
import { HealthHandler, READINESS_CHECKS, TELEMETRY } from './health/health.handler.js';
import { ListProvidersHandler } from './list-providers/list-providers.handler.js';
import {
  PORTAL_CONFIGURATION,
  PortalConfigurationHandler,
} from './portal-configuration/portal-configuration.handler.js';
import { PutConnectionHandler } from './put-connection/put-connection.handler.js';
import { PasswordSealer } from './put-connection/seal-password.js';
import { StartValidationHandler } from './start-validation/start-validation.handler.js';
import { StreamValidationHandler } from './stream-validation/stream-validation.handler.js';
import { ValidationStreams } from './stream-validation/validation-streams.js';
import type { StreamRhythm } from './stream-validation/validation-streams.js';
import { WakeUps } from './stream-validation/wake-ups.js';

/** What the gateway stands on. */
export interface GatewayFoundation {
  readonly bus: ContractBus & { check(): Promise<void> };
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  /** Of the streams; the usual one when left out. */
  readonly rhythm?: StreamRhythm;
}

type GatewayConfiguration = Pick<
  Configuration,
  'SEALING_PUBLIC_KEYS' | 'AUTH_ISSUER' | 'PORTAL_CLIENT_ID' | 'PORTAL_SCOPE' | 'PUBLIC_URL'
>;

@Module({
  controllers: [
    GetConnectionHandler,
    PutConnectionHandler,
    DeleteConnectionHandler,
    StartValidationHandler,
    GetValidationHandler,
    StreamValidationHandler,
    CancelValidationHandler,
    ListProvidersHandler,
    CreateAuthorizationHandler,
    FinishAuthorizationHandler,
    GetAuthorizationHandler,
    PortalConfigurationHandler,
    DescribeApiHandler,
    HealthHandler,
  ],
})
export class GatewayModule {
  static on(
    { bus, logger, telemetry, rhythm }: GatewayFoundation,
    configuration: GatewayConfiguration,
    drain: Drain,
  ): DynamicModule {
    const { AUTH_ISSUER: issuer, PORTAL_CLIENT_ID: clientId, PORTAL_SCOPE: scope } = configuration;
    const calls = new BusCalls(bus);
    const wakeUps = new WakeUps(bus);
    return {
      module: GatewayModule,
      providers: [
        { provide: Drain, useValue: drain },
        { provide: BusCalls, useValue: calls },
        { provide: PasswordSealer, useValue: new PasswordSealer(configuration.SEALING_PUBLIC_KEYS) },
        { provide: AuthorizationCookie, useValue: new AuthorizationCookie(configuration.PUBLIC_URL) },
        { provide: AnswerSealer, useValue: new AnswerSealer(configuration.SEALING_PUBLIC_KEYS) },
        { provide: PUBLIC_URL, useValue: configuration.PUBLIC_URL },
        { provide: ValidationStreams, useValue: new ValidationStreams(calls, wakeUps, logger, drain.signal, rhythm) },
        { provide: PORTAL_CONFIGURATION, useValue: { issuer, clientId, scope } },
        { provide: READINESS_CHECKS, useValue: { bus: () => bus.check() } satisfies ReadinessChecks },
        { provide: TELEMETRY, useValue: telemetry },
      ],
    };
  }
}
