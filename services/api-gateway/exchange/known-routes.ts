import type { FastifyInstance } from 'fastify';

interface Route {
  readonly method: string;
  /** As registered, with `:name` for a parameter. */
  readonly url: string;
  readonly pattern: RegExp;
}

function patternOf(url: string): RegExp {
  const source = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}$`);
}

/** Remembers the routes as they are registered, to tell a wrong method (405) from a wrong path (404). */
export class KnownRoutes {
  readonly #routes: Route[] = [];

  get all(): readonly Route[] {
    return this.#routes;
  }

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method: methods }) => {
      if (url.includes('*')) return;
      for (const method of [methods].flat()) this.#routes.push({ method, url, pattern: patternOf(url) });
    });
  }

  /** The methods that a path answers to, in alphabetical order; none when it is not a path of ours. */
  methodsOf(path: string): readonly string[] {
    const methods = this.#routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods)].toSorted();
  }
}
