import { expect, it } from 'vitest';
import { createPortalApi } from './portal-api.js';
import type { ApiProblem } from './problem.js';

interface Call {
  readonly path: string;
  readonly headers: Headers;
}

/** A gateway that gives `answers` in turn; a thrown one is a line that breaks. */
function gatewayOf(answers: (() => Response)[], renewed: string | null = null) {
  const calls: Call[] = [];
  const api = createPortalApi({
    token: () => 'old',
    renew: async () => renewed,
    language: () => 'fr-CA',
    fetch: async (path, init) => {
      calls.push({ path: path as string, headers: new Headers(init?.headers) });
      const answer = answers.shift();
      if (answer === undefined) throw new TypeError('no more answers');
      return answer();
    },
  });
  return { api, calls };
}

const json = (status: number, body: unknown) => () => Response.json(body, { status });
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as ApiProblem,
  );

it('takes a 404 for "no connection yet"', async () => {
  const { api } = gatewayOf([json(404, {})]);
  expect(await api.getConnection()).toBe(null);
});

it('sends token, language and, where something changes, an idempotency key', async () => {
  const { api, calls } = gatewayOf([json(202, {})]);
  await api.startValidation();
  expect(calls[0]?.headers.get('authorization')).toBe('Bearer old');
  expect(calls[0]?.headers.get('accept-language')).toBe('fr-CA');
  expect(calls[0]?.headers.get('idempotency-key')).toMatch(/^[\da-f-]{36}$/);
});

it('renews the token once after a 401, and repeats the call under the same key', async () => {
  const { api, calls } = gatewayOf([json(401, {}), json(202, { validationId: 'v' })], 'new');
  expect(await api.startValidation()).toEqual({ validationId: 'v' });
  expect(calls[1]?.headers.get('authorization')).toBe('Bearer new');
  expect(calls[1]?.headers.get('idempotency-key')).toBe(calls[0]?.headers.get('idempotency-key'));
});

it.each([
  [401, 'signed-out'],
  [403, 'not-entitled'],
  [404, 'not-found'],
  [409, 'conflict'],
  [400, 'invalid'],
  [429, 'unreachable'],
  [503, 'unreachable'],
  [504, 'unreachable'],
  [500, 'failed'],
])('reads %i as %s', async (status, kind) => {
  const { api } = gatewayOf([json(status, { correlationId: 'c-1', validationId: 'v-1' })]);
  const problem = await problemOf(api.eraseConnection());
  expect(problem).toMatchObject({ kind, reference: 'c-1', validationId: 'v-1' });
});

it('gives each refused field its pointer and sentence', async () => {
  const { api } = gatewayOf([json(400, { errors: [{ pointer: '/password', detail: 'Requis.' }, { detail: 'x' }, 7] })]);
  const problem = await problemOf(api.startValidation());
  expect(problem?.violations).toEqual([{ pointer: '/password', message: 'Requis.' }]);
});

it('takes a broken line, and an answer that is not JSON, for an unreachable service', async () => {
  const { api } = gatewayOf([() => new Response('<html>')]);
  expect(await problemOf(api.getConnection())).toMatchObject({ kind: 'unreachable' });
  expect(await problemOf(api.getConnection())).toMatchObject({ kind: 'unreachable' });
});

it('follows the events of a run from the last one seen', async () => {
  const { api, calls } = gatewayOf([() => new Response('id: 5\ndata: x\n\n')]);
  const events = await Array.fromAsync(api.validationEvents('a/b', '4', new AbortController().signal));
  expect(events).toEqual([{ type: 'message', data: 'x', lastEventId: '5' }]);
  expect(calls[0]?.path).toBe('/v1/connection/validations/a%2Fb/events');
  expect(calls[0]?.headers.get('last-event-id')).toBe('4');
});
