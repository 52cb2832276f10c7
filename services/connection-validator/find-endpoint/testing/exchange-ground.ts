import type { RequestListener, ServerResponse } from 'node:http';
import type { ScriptedInternet } from '@mail-access/testkit';
import { discoveryGround } from '../../discover-settings/testing/discovery-ground.js';
import type { SourceFinding } from '../../validation/discovery-so-far.js';
import type { Clue } from '../clue.js';
import { findEndpoint } from '../find-endpoint.js';

type WebsiteProof = Parameters<ScriptedInternet['website']>[2];

/** One request that a web server of the test got. */
export interface HeardRequest {
  /** `GET http://mail.company.example/owa` */
  readonly line: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A scripted internet with web servers that remember what they were asked, and the search that lives on it. */
export interface ExchangeGround extends AsyncDisposable {
  readonly internet: ScriptedInternet;
  readonly heard: readonly HeardRequest[];
  /** Every state of the findings that was told, the last one last. */
  readonly told: readonly (readonly SourceFinding[])[];
  website(names: readonly string[], listener: RequestListener, proof?: WebsiteProof): Promise<void>;
  httpSite(name: string, listener: RequestListener): Promise<void>;
  /** Finds the endpoint of `ada@company.example` unless said otherwise, and looks that no request was signed, or in clear. */
  find(url?: string, emailAddress?: string, ms?: number): Promise<Clue>;
}

export async function exchangeGround(): Promise<ExchangeGround> {
  const { internet, context, ...ground } = await discoveryGround();
  const heard: HeardRequest[] = [];
  const told: (readonly SourceFinding[])[] = [];
  const hearing =
    (scheme: string, listener: RequestListener): RequestListener =>
    (request, response) => {
      const { method, headers, url } = request;
      heard.push({ line: `${method ?? ''} ${scheme}://${headers.host ?? ''}${url ?? ''}`, headers });
      listener(request, response);
    };
  const find: ExchangeGround['find'] = async (url, emailAddress = 'ada@company.example', ms = 15_000) => {
    const tell = (findings: readonly SourceFinding[]): void => void told.push(findings);
    const settings = url === undefined ? { emailAddress } : { emailAddress, url };
    const search = { context, admit: () => Promise.resolve(), tell };
    const before = heard.length;
    try {
      return await findEndpoint(settings, search, AbortSignal.timeout(ms));
    } finally {
      assertWanted(heard.slice(before));
    }
  };
  return {
    ...{ internet, heard, told, find },
    website: (names, listener, proof) => internet.website(names, hearing('https', listener), proof),
    httpSite: (name, listener) => internet.httpSite(name, hearing('http', listener)),
    [Symbol.asyncDispose]: () => ground[Symbol.asyncDispose](),
  };
}

/** Every request of a search is unsigned, and in clear there is at most one GET a host. @throws Error that names the others */
function assertWanted(heard: readonly HeardRequest[]): void {
  const signed = ['authorization', 'cookie', 'proxy-authorization', 'referer'];
  const plain = heard.map(({ line }) => line).filter((line) => line.includes(' http://'));
  const hosts = plain.map((line) => line.split('/')[2]);
  const unwanted = [
    ...heard.filter(({ headers }) => signed.some((name) => name in headers)).map(({ line }) => `${line}, signed`),
    ...plain.filter((line) => !line.startsWith('GET ')),
    ...plain.filter((_, index) => hosts.indexOf(hosts[index]) !== index),
  ];
  if (unwanted.length > 0) throw new Error(`unwanted requests: ${unwanted.join('; ')}`);
}

export const redirectTo = (response: ServerResponse, location: string, status = 302): void =>
  void response.writeHead(status, { location }).end();

/** EWS as IIS serves it: a sign-in is asked of whoever posts, and what is got is sent to Outlook on the web. */
export function exchange(
  challenge: readonly string[] = ['Negotiate', 'NTLM', 'Basic realm="mail"'],
  headers: Record<string, string> = { 'x-feserver': 'EX01', server: 'Microsoft-IIS/10.0' },
): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').toLowerCase();
    if (request.method === 'POST' && (path === '/ews/exchange.asmx' || path.startsWith('/autodiscover/'))) {
      response.writeHead(401, { ...headers, 'www-authenticate': [...challenge] }).end();
    } else if (request.method === 'GET') {
      redirectTo(response, '/owa/auth/logon.aspx?url=x&reason=0');
    } else response.writeHead(404, headers).end();
  };
}

/** A page, whatever is asked. */
export const portal: RequestListener = (_, response) =>
  void response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('<!DOCTYPE html><html><title>Sign in</title></html>');

export const nothingThere: RequestListener = (_, response) => void response.writeHead(404).end();
