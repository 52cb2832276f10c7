import type { Validation } from '@mail-access/contracts';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { exchange } from '../find-endpoint/testing/exchange-ground.js';
import { caseOf, casesOf } from './testing/discovery-cases.js';
import { startServiceGround, type CaseNetwork, type ServiceGround } from './testing/service-ground.js';

let ground: ServiceGround;
let network: CaseNetwork;
/** `https://mail.company.com/owa`, and whether it carried a credential. */
let asked: string[];
beforeAll(async () => void (ground = await startServiceGround()));
beforeEach(async () => {
  network = await ground.network();
  asked = [];
});
afterAll(() => ground.stop());

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const ending = (url: string): string => url.replace(/:8443/, '');

function recording(scheme: string, listener: RequestListener): RequestListener {
  return (request, response) => {
    const signed = 'authorization' in request.headers || 'cookie' in request.headers;
    asked.push(`${scheme}://${request.headers.host}${request.url}${signed ? ' SIGNED' : ''}`);
    listener(request, response);
  };
}
const nowhere: RequestListener = (_, response) => response.writeHead(404).end();

async function find(url: string, emailAddress = 'u@company.com'): Promise<Validation['steps'][number] | undefined> {
  const subscriber = ground.service.subscriber();
  const { validationId } = await subscriber.save({ method: 'exchange', emailAddress, url }, null);
  const run = await subscriber.finished(validationId);
  expect(asked.filter((line) => line.endsWith('SIGNED'))).toEqual([]);
  return run.steps.find(({ id }) => id === 'find-endpoint');
}

it.each(casesOf('ews-url', ({ expected }) => 'candidates' in expected))(
  '%s: each candidate is asked, the first one first',
  async (_, { input, expected }) => {
    const names = ['webmail.company.com', 'company.com', 'autodiscover.company.com'];
    await network.internet.website(names, recording('https', nowhere));
    await network.internet.website(['206.200.104.1'], recording('https', nowhere));
    await network.internet.httpSite('autodiscover.company.com', recording('http', nowhere));
    const step = await find(text(input['url']), text(input['email']));
    expect(step).toMatchObject({ state: 'failed', diagnosis: 'endpoint-not-found' });
    const candidates = (expected['candidates'] as string[]).filter((candidate) => !candidate.startsWith('('));
    const places = [...asked, ...network.internet.dns.questions];
    for (const candidate of candidates) expect(places).toContain(candidate.replace(/ \(GET.*\)$/, ''));
    expect(asked[0]).toBe(candidates[0]);
  },
);

it.each(casesOf('ews-url', ({ expected, id }) => 'first' in expected && id !== 'ews-url-010'))(
  '%s',
  async (_, { input, expected }) => {
    const { hostname } = new URL(text(expected['first']));
    await network.internet.website([hostname], recording('https', exchange()));
    // Port 8443 is one that is never asked: the usual one of the same server is.
    const exchangeUrl = ending(text(expected['first']));
    expect(await find(text(input['url']))).toMatchObject({ state: 'passed', discovery: { exchangeUrl } });
    expect(asked[0]).toBe(exchangeUrl);
  },
);

it('ews-url-010: Microsoft 365 is known, and nobody is asked', async () => {
  const step = await find(text(caseOf('ews-url-010').input['url']));
  expect(step).toMatchObject({ state: 'failed', diagnosis: 'oauth-required' });
  expect(network.internet.dns.questions).toEqual([]);
});

/** What a server that answers so is: an endpoint, with a sign-in that a program can do, or none. */
const meanings: Record<string, object> = {
  ntlm: { state: 'passed', discovery: { exchangeUrl: 'https://mail.company.com/EWS/Exchange.asmx' } },
  basic: { state: 'passed', discovery: { exchangeUrl: 'https://mail.company.com/EWS/Exchange.asmx' } },
  owa_form_login: { state: 'failed', diagnosis: 'endpoint-not-found' },
  html_not_soap: { state: 'failed', diagnosis: 'endpoint-not-found' },
};

it.each(casesOf('ews-challenge'))('%s', async (_, { input, expected }) => {
  const headers = {
    ...(input['www'] !== undefined && { 'www-authenticate': input['www'] as string[] }),
    ...(input['location'] !== undefined && { location: text(input['location']) }),
    ...(input['type'] !== undefined && { 'content-type': text(input['type']) }),
  };
  const answer: RequestListener = (request, response) =>
    request.url?.toLowerCase() === '/ews/exchange.asmx'
      ? response.writeHead(input['status'] as number, headers).end('<html></html>')
      : response.writeHead(404).end();
  await network.internet.website(['mail.company.com'], recording('https', answer));
  const step = await find('https://mail.company.com/owa');
  expect(step).toMatchObject(meanings[text(expected['diagnosis'])] ?? {});
});

it.each(casesOf('ssrf', ({ input }) => 'url' in input))('%s', async (_, { input }) => {
  expect(await find(text(input['url']))).toMatchObject({ state: 'failed', diagnosis: 'blocked-address' });
  expect(network.dialled).toEqual([]);
});
