import 'reflect-metadata';
import { type Bus, BusTransport } from '@mail-access/messaging';
import { createLogger } from '@mail-access/observability';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { StandInRuns } from './stand-in-runs.js';
import { StandInValidatorHandlers } from './stand-in-validator.handler.js';

@Module({ controllers: [StandInValidatorHandlers] })
class StandInValidatorModule {}

/** A validator on a real bus. Its runs outlive it: starting another with the same ones is a restart. */
export async function startStandInValidator(bus: Bus, runs = new StandInRuns(bus)) {
  const logger = createLogger({ service: 'connection-validator', level: 'silent' });
  const root = { module: StandInValidatorModule, providers: [{ provide: StandInRuns, useValue: runs }] };
  const strategy = new BusTransport({ bus, logger, drainMs: 100 });
  const service = await NestFactory.createMicroservice(root, { strategy, logger: false });
  await service.listen();
  return { runs, stop: () => service.close() };
}
