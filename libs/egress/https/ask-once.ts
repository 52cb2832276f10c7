import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { untilAborted } from '../egress-deadline.js';
import { EgressFailure } from '../egress-failure.js';
import type { HttpsAnswer, HttpsRefusal } from './https-outcome.js';

/** Of all headers together. Servers of mail settings send less than 2 KB. */
const maxHeaderOctets = 16_384;
/** 103 Early Hints and the like may be repeated without end. */
const maxInformational = 4;

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly maxBytes: number;
  readonly accept: string;
  readonly body?: string;
  readonly contentType?: string;
}

export type Reply =
  | (Pick<HttpsAnswer, 'status' | 'headers' | 'body'> & { readonly why?: undefined })
  | { readonly why: Extract<HttpsRefusal, 'body-too-large' | 'malformed-answer'> };

/** What a failed request is: codes of Node's HTTP parser begin with HPE; anything else is the connection's end. */
function failed(error: NodeJS.ErrnoException): Reply | EgressFailure {
  if (error.code?.startsWith('HPE_')) return { why: 'malformed-answer' };
  return new EgressFailure('disconnected', { cause: error });
}

function headersOf(response: IncomingMessage): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(response.headersDistinct).map(([name, values]) => [name, values ?? []]));
}

function isEncoded(response: IncomingMessage): boolean {
  const encoding = response.headers['content-encoding'];
  return encoding !== undefined && encoding.trim().toLowerCase() !== 'identity';
}

/** Collects the body, and stops at the first octet too many. */
function collect(response: IncomingMessage, maxBytes: number, done: (reply: Reply | EgressFailure) => void): void {
  const chunks: Buffer[] = [];
  let octets = 0;
  response.on('data', (chunk: Buffer) => {
    octets += chunk.length;
    if (octets > maxBytes) done({ why: 'body-too-large' });
    else chunks.push(chunk);
  });
  response.once('error', (error) => done(failed(error)));
  response.once('end', () =>
    done({ status: response.statusCode ?? 0, headers: headersOf(response), body: Buffer.concat(chunks) }),
  );
}

/**
 * One question and its answer over a connection that is there already; the connection does not outlive it. Nothing that
 * could name a person is sent but what the URL and the body have: no cookies, no credentials, no referrer.
 */
export function askOnce(socket: Socket, question: Question, signal: AbortSignal): Promise<Reply> {
  const { method, url, maxBytes, accept, body, contentType } = question;
  const headers = {
    host: url.host,
    accept,
    'accept-encoding': 'identity',
    'user-agent': 'mail-access',
    ...(body !== undefined && { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }),
  };
  // Aborted while the socket was being secured: nothing below would ever close it.
  if (signal.aborted) socket.destroy();
  return untilAborted<Reply>(signal, ({ resolve, reject }) => {
    const done = (outcome: Reply | EgressFailure): void => {
      if (outcome instanceof EgressFailure) reject(outcome);
      else resolve(outcome);
      socket.destroy();
    };
    const path = `${url.pathname}${url.search}`;
    const options = { method, path, headers, setHost: false, maxHeaderSize: maxHeaderOctets };
    const asked = request({ ...options, createConnection: () => socket });
    let informational = 0;
    asked.on('information', () => {
      informational += 1;
      if (informational > maxInformational) done({ why: 'malformed-answer' });
    });
    asked.on('error', (error) => done(failed(error)));
    asked.once('upgrade', () => done({ why: 'malformed-answer' }));
    asked.once('response', (response) => {
      if (isEncoded(response)) done({ why: 'malformed-answer' });
      else collect(response, maxBytes, done);
    });
    asked.end(body);
    return () => socket.destroy();
  });
}
