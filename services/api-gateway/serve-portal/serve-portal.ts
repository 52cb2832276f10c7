import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const page = 'index.html';

/** A browser that goes to an address; not a script that fetches something that is missing. */
function isNavigation(request: FastifyRequest): boolean {
  const mode = request.headers['sec-fetch-mode'];
  return (
    request.method === 'GET' &&
    (mode === undefined || mode === 'navigate') &&
    (request.headers.accept ?? '').includes('text/html') &&
    !/^\/(v1|assets)(\/|$)/.test(request.url.split('?', 1)[0] ?? '')
  );
}

/**
 * Serves the built page at `/`. Files below `assets/` have their content's hash in their names and are kept for a year;
 * everything else is asked for again each time. Returns whether there is a page to serve.
 */
export async function servePortal(fastify: FastifyInstance, directory: string): Promise<boolean> {
  if (!existsSync(join(directory, page))) return false;
  await fastify.register(fastifyStatic, {
    root: directory,
    // One route a file: a path is a file of the build, or it is nothing.
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const kept = path.includes('/assets/') && !path.endsWith(page);
      reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.is404 && isNavigation(request)) return reply.sendFile(page);
  });
  return true;
}
