import { getConnection } from '@mail-access/contracts';
import type { Connection } from '@mail-access/contracts';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { Problem } from '../problems/problem.js';
import { getConnectionOperation } from './get-connection.operation.js';

@Controller()
export class GetConnectionHandler {
  constructor(private readonly calls: BusCalls) {}

  @Handles(getConnectionOperation)
  async handle(@Req() { exchange }: FastifyRequest): Promise<Connection> {
    const { connection } = await this.calls.ask(getConnection, { language: exchange.language }, exchange);
    if (connection === null) throw new Problem('connection-not-found');
    return connection;
  }
}
