import type { Readable } from 'node:stream';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handles } from '../operations/handles.js';
import { validationIdOf } from '../operations/validation-id.js';
import { lastSeen } from './event-text.js';
import { streamValidationOperation } from './stream-validation.operation.js';
import { ValidationStreams } from './validation-streams.js';

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // nginx and its kin would otherwise hold events back until a buffer is full.
  'x-accel-buffering': 'no',
};

@Controller()
export class StreamValidationHandler {
  constructor(private readonly streams: ValidationStreams) {}

  @Handles(streamValidationOperation)
  async handle(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const validationId = validationIdOf(request);
    if (request.method === 'HEAD') return void reply.headers(headers).send();
    // A reader that left while its token was verified: its `close` has passed, and would never free what is taken now.
    if (reply.raw.destroyed) return;
    const closed = new AbortController();
    reply.raw.once('close', () => closed.abort());
    const stream = await this.#open(request, validationId, closed.signal);
    if (stream === null) return;
    // Fastify pipes it: a reader that does not read stops the looking, and one that leaves destroys the stream.
    void reply.headers(headers).send(stream);
  }

  /** Null when the reader left meanwhile: what broke off by that is no failure of ours. */
  async #open(request: FastifyRequest, validationId: string, gone: AbortSignal): Promise<Readable | null> {
    const after = lastSeen(request.headers['last-event-id']);
    try {
      return await this.streams.open({ exchange: request.exchange, validationId, after, gone });
    } catch (error) {
      if (gone.aborted) return null;
      throw error;
    }
  }
}
