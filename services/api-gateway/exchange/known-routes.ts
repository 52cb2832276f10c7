import type { FastifyInstance } from 'fastify';

interface Route {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

function patternOf(url: string): RegExp {
  const source = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}$`);
}

/** Remembers the routes as they are registered, to tell a wrong method (405) from a wrong path (404). */
export class KnownRoutes {
  readonly #routes: Route[] = [];

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      if (url.includes('*')) return;
      this.#routes.push({ pattern: patternOf(url), methods: [method].flat() });
    });
  }

  /** The methods that a path answers to, in alphabetical order; none when it is not a path of ours. */
  methodsOf(path: string): readonly string[] {
    const methods = this.#routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].toSorted();
  }
}
