import 'reflect-metadata';
import { Controller, Get, Inject } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type ClientProxy, ClientsModule, Transport } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Observable } from 'rxjs';
import { barePattern } from './connection-echo.js';

/** A process that passes HTTP on to NATS and does nothing else: `bare-gateway.js <nats url> <port>`. */
const [url = '', port = ''] = process.argv.slice(2);
const clientName = 'bus';

@Controller()
class PassOn {
  constructor(@Inject(clientName) private readonly client: ClientProxy) {}

  @Get('v1/connection')
  get(): Observable<unknown> {
    return this.client.send(barePattern, { language: 'fr-CA' });
  }
}

class BareModule {}
// The client without a stack trace for each call, like ours: it costs half of the rate and is no part of a gateway.
const options = { servers: [url], user: 'bare', pass: 'bare', noAsyncTraces: true };
const root = {
  module: BareModule,
  imports: [ClientsModule.register([{ name: clientName, transport: Transport.NATS, options }])],
  controllers: [PassOn],
};

const application = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), { logger: ['error'] });
await application.listen(Number(port), '127.0.0.1');
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
