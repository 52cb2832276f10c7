import { createHash } from 'node:crypto';
import { listProviders } from '@mail-access/contracts';
import type { OutputOf } from '@mail-access/contracts';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BusCalls } from '../bus-calls/bus-calls.js';
import { Handles } from '../operations/handles.js';
import { Problem } from '../problems/problem.js';
import { listProvidersOperation, Search } from './list-providers.operation.js';

/** The list changes with a release; a page that is open asks again now and then all the same. */
const cacheControl = 'private, max-age=300';

@Controller()
export class ListProvidersHandler {
  constructor(private readonly calls: BusCalls) {}

  @Handles(listProvidersOperation)
  async handle(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OutputOf<typeof listProviders> | undefined> {
    const { exchange } = request;
    const input = { language: exchange.language, ...searchOf(request) };
    const list = await this.calls.ask(listProviders, input, exchange);
    const etag = `"${createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 22)}"`;
    void reply.headers({ etag, 'cache-control': cacheControl });
    if (!namesTag(request.headers['if-none-match'], etag)) return list;
    void reply.status(304);
    return undefined;
  }
}

function searchOf(request: FastifyRequest): { search?: string } {
  const { search } = request.query as { search?: unknown };
  if (search === undefined) return {};
  const parsed = Search.safeParse(search);
  if (parsed.success) return { search: parsed.data };
  const detail = tooLong[request.exchange.language];
  throw new Problem('invalid-request', { errors: [{ pointer: '/query/search', detail }] });
}

const tooLong = {
  'fr-CA': 'Une seule recherche, de 100 caractères au plus.',
  'en-CA': 'One search, of 100 characters at most.',
} as const;

/** RFC 9110 §13.1.2: a list of tags, compared weakly, or `*`. */
function namesTag(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()));
}
