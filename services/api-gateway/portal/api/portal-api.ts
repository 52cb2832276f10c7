import type { ConnectionSettings, Connection, HostedProvider, Language, Validation } from '@mail-access/contracts';
import { readEventStream, type StreamEvent } from './event-stream.js';
import { ApiProblem, problemFrom } from './problem.js';

/** A saved connection of any method. */
export type SavedConnection = Connection;

/** What `PUT /v1/connection` takes. A password that is left out stays as it is stored. */
export interface ConnectionRequest {
  readonly settings: ConnectionSettings;
  readonly password?: string;
  readonly outgoingPassword?: string;
}

export interface StartedValidation {
  readonly connectionId: string;
  readonly validationId: string;
}

/** The gateway's calls that this page makes. Every one throws `ApiProblem`. */
export interface PortalApi {
  getConnection(signal?: AbortSignal): Promise<SavedConnection | null>;
  /** Well-known companies first, then by name; sentences in the language of the page. */
  listProviders(signal?: AbortSignal): Promise<readonly HostedProvider[]>;
  /** `idempotencyKey`: of a change that may be sent more than once; otherwise every call is a change of its own. */
  saveConnection(request: ConnectionRequest, idempotencyKey?: string): Promise<StartedValidation>;
  eraseConnection(): Promise<void>;
  startValidation(): Promise<StartedValidation>;
  getValidation(validationId: string, signal?: AbortSignal): Promise<Validation>;
  cancelValidation(validationId: string): Promise<void>;
  /** `lastEventId`: the replay starts after it. Ends with the body. */
  validationEvents(validationId: string, lastEventId: string, signal: AbortSignal): AsyncIterable<StreamEvent>;
}

export interface ApiOptions {
  /** The bearer token as it is now. */
  readonly token: () => string | null;
  /** Asked once after a 401: a fresh token, or null when the subscriber must sign in again. */
  readonly renew: () => Promise<string | null>;
  readonly language: () => Language;
  readonly fetch?: typeof globalThis.fetch;
  readonly deadlineMs?: number;
}

/** The gateway answers within 10 s or not at all; its own deadlines on the bus are shorter. */
const callDeadlineMs = 15_000;
/** The gateway writes a comment at least every 15 s. */
const streamSilenceMs = 35_000;

const validationPath = (validationId: string) => `/v1/connection/validations/${encodeURIComponent(validationId)}`;

export function createPortalApi(options: ApiOptions): PortalApi {
  const call = (method: string, path: string, extra: CallExtra = {}) => callGateway(options, method, path, extra);
  const json = async <T>(method: string, path: string, extra?: CallExtra) =>
    (await readJson(await call(method, path, extra))) as T;
  return {
    getConnection: (signal) =>
      json<SavedConnection>('GET', '/v1/connection', { signal }).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.kind === 'not-found') return null;
        throw error;
      }),
    listProviders: async (signal) => {
      const list = await json<{ providers: readonly HostedProvider[] }>('GET', '/v1/providers', { signal });
      return list.providers;
    },
    saveConnection: (body, idempotencyKey) => json('PUT', '/v1/connection', { body, idempotencyKey }),
    eraseConnection: async () => void (await call('DELETE', '/v1/connection')),
    startValidation: () => json('POST', '/v1/connection/validations'),
    getValidation: (validationId, signal) => json('GET', validationPath(validationId), { signal }),
    cancelValidation: async (validationId) => void (await call('DELETE', validationPath(validationId))),
    async *validationEvents(validationId, lastEventId, signal) {
      const response = await call('GET', `${validationPath(validationId)}/events`, { signal, lastEventId });
      if (response.body !== null) yield* readEventStream(response.body, streamSilenceMs);
    },
  };
}

interface CallExtra {
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Set for an event stream, which has no deadline of its own: `readEventStream` notices silence. */
  readonly lastEventId?: string;
}

async function callGateway(options: ApiOptions, method: string, path: string, extra: CallExtra): Promise<Response> {
  const key = method === 'GET' ? null : (extra.idempotencyKey ?? crypto.randomUUID());
  let response = await send(options, method, path, extra, options.token(), key);
  if (response.status === 401) {
    const token = await options.renew();
    if (token !== null) response = await send(options, method, path, extra, token, key);
  }
  if (!response.ok) throw await problemFrom(response);
  return response;
}

async function send(
  options: ApiOptions,
  method: string,
  path: string,
  extra: CallExtra,
  token: string | null,
  idempotencyKey: string | null,
): Promise<Response> {
  if (token === null) throw new ApiProblem('signed-out');
  const headers = new Headers({ authorization: `Bearer ${token}`, 'accept-language': options.language() });
  headers.set('accept', extra.lastEventId === undefined ? 'application/json' : 'text/event-stream');
  if (extra.lastEventId) headers.set('last-event-id', extra.lastEventId);
  if (extra.body !== undefined) headers.set('content-type', 'application/json');
  if (idempotencyKey !== null) headers.set('idempotency-key', idempotencyKey);
  const signals = extra.signal === undefined ? [] : [extra.signal];
  if (extra.lastEventId === undefined) signals.push(AbortSignal.timeout(options.deadlineMs ?? callDeadlineMs));
  const body = extra.body === undefined ? null : JSON.stringify(extra.body);
  try {
    const request = { method, headers, body, signal: AbortSignal.any(signals), cache: 'no-store' } as const;
    return await (options.fetch ?? globalThis.fetch)(path, request);
  } catch (cause) {
    if (extra.signal?.aborted) throw cause;
    throw new ApiProblem('unreachable', { cause });
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    // A proxy's own page, or a body that was cut: the gateway itself always answers JSON.
    throw new ApiProblem('unreachable', { status: response.status, cause });
  }
}
