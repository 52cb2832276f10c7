import { readFileSync } from 'node:fs';
import type { HttpsAnswer } from '@mail-access/egress';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePox } from '../discover-settings/autodiscover/parse-pox.js';
import { poxRequest } from '../discover-settings/autodiscover/pox-request.js';
import { readEwsAnswer } from '../discover-settings/autodiscover/read-ews-answer.js';
import { candidatesOf } from './endpoint-candidates.js';
import { hostedClue } from './probe-endpoint.js';
import { readTypedAddress } from './read-typed-address.js';
import { exchangeGround, nothingThere, type ExchangeGround } from './testing/exchange-ground.js';

// The published facts about Exchange addresses, row by row. A row that is added has to be given its test here.
const facts = JSON.parse(readFileSync(new URL('testing/exchange-urls.fixture.json', import.meta.url), 'utf8')) as {
  readonly officialOrder: readonly { readonly n: number; readonly what: string }[];
  readonly urlCandidates: { readonly rules: readonly { readonly if: string }[] };
  readonly probe: {
    readonly headers: Readonly<Record<string, string>>;
    readonly challengeTable: readonly (readonly [string, string])[];
    readonly fingerprints: readonly string[];
  };
  readonly xml: { readonly poxRequest: { readonly ns: string; readonly acceptable: string } };
};

const url = new URL('https://mail.company.com/EWS/Exchange.asmx');
const answer = (status: number, headers: Record<string, readonly string[]>): HttpsAnswer => ({
  ...{ kind: 'answered', status, headers, body: Buffer.alloc(0), hops: [url] },
});
const endpoints = (text: string): readonly string[] => {
  const typed = readTypedAddress(text);
  return typed === null ? [] : candidatesOf(typed).endpoints;
};

describe('the rules for what was typed', () => {
  const tests: readonly ((rule: string) => void)[] = [
    (rule) => {
      for (const path of rule.match(/\/ews\/[a-z.]+/g) ?? ['none'])
        expect(endpoints(`https://mail.company.com${path.toUpperCase()}`)).toEqual([url.href]);
    },
    (rule) => {
      for (const host of rule.match(/[*a-z0-9]+(?:\.[a-z0-9]+)+/g) ?? ['none'])
        expect(hostedClue(host.replace('*', 'x')), host).toMatchObject({ signIn: 'microsoft' });
    },
    (rule) => {
      for (const path of rule.match(/\/[\w/.#=-]*/g) ?? ['none'])
        expect(endpoints(`mail.company.com${path}`)).toEqual([url.href]);
    },
    () => expect(endpoints('http://mail.company.com:8080/exchange')).toEqual([url.href]),
    () => expect(endpoints('http://206.200.104.1/exchange')).toEqual(['https://206.200.104.1/EWS/Exchange.asmx']),
    () => {
      expect(endpoints('https://ada:secret@mail.company.com/owa')).toEqual([]);
      expect(endpoints('https://mail.company.com/owa?a=b#c')).toEqual([url.href]);
    },
  ];
  it('are as many as the tests', () => expect(facts.urlCandidates.rules).toHaveLength(tests.length));
  it.each(facts.urlCandidates.rules.map((rule, n) => [rule.if, n] as const))('%s', (rule, n) => tests[n]?.(rule));
});

describe('the table of challenges', () => {
  it.each(facts.probe.challengeTable.filter(([challenge]) => !/^\(|^\d/.test(challenge)))(
    '%s',
    (challenge, meaning) => {
      const read = readEwsAnswer(answer(401, { 'www-authenticate': [challenge.replace('=..', '="x"')] }));
      expect(read.kind).toBe(meaning.startsWith('OAuth') ? 'microsoft-sign-in' : 'endpoint');
    },
  );

  it('ends with a form in front, and a portal', () => {
    const [form, portal] = facts.probe.challengeTable.slice(-2).map(([challenge]) => challenge);
    expect(readEwsAnswer(answer(302, { location: [form?.split(' ').at(-1) ?? ''] })).kind).toBe('redirect');
    expect(portal).toBe('200 + HTML');
    expect(readEwsAnswer(answer(200, { 'content-type': ['text/html'] })).kind).toBe('absent');
  });
});

it('the headers by which Exchange is known make Basic certain, those of 2003 the contrary', () => {
  const basic = { 'www-authenticate': ['Basic realm="x"'] };
  const named = facts.probe.fingerprints.filter((name) => /^X-(?!MS)/.test(name)).map((name) => name.toLowerCase());
  expect(named).toHaveLength(5);
  for (const name of named)
    expect(readEwsAnswer(answer(401, { ...basic, [name]: ['15.2'] })), name).toMatchObject({ certain: true });
  expect(facts.probe.fingerprints.at(-1)).toContain('MicrosoftOfficeWebServer');
  expect(readEwsAnswer(answer(401, { ...basic, microsoftofficewebserver: ['5.0_Pub'] })).kind).toBe('too-old');
});

it('the question of Autodiscover has the published namespaces, and its errors are read', () => {
  const question = poxRequest('u@company.com');
  expect(question).toContain(facts.xml.poxRequest.ns);
  expect(question).toContain(facts.xml.poxRequest.acceptable);
  const error = '<Autodiscover><Response><Error><ErrorCode>600</ErrorCode></Error></Response></Autodiscover>';
  expect(parsePox(Buffer.from(error))).toEqual({ kind: 'error', code: 600 });
});

describe('the official order', () => {
  let ground: ExchangeGround;
  beforeEach(async () => void (ground = await exchangeGround()));
  afterEach(() => ground[Symbol.asyncDispose]());

  it('is kept: what was typed, then each place that the e-mail domain has', async () => {
    await ground.website(['webmail.company.com', 'company.com', 'autodiscover.company.com'], nothingThere);
    await ground.httpSite('autodiscover.company.com', nothingThere);
    await ground.find('https://webmail.company.com/exchange', 'u@company.com');
    const lines = ground.heard.map(({ line }) => line);
    const places = [
      'POST https://webmail.company.com/EWS/Exchange.asmx',
      'POST https://company.com/autodiscover/autodiscover.xml',
      'POST https://autodiscover.company.com/autodiscover/autodiscover.xml',
      'GET http://autodiscover.company.com/autodiscover/autodiscover.xml',
      'GET https://autodiscover.company.com/autodiscover/autodiscover.json?Email=u%40company.com&Protocol=Ews',
    ];
    expect(lines[0]).toBe(places[0]);
    for (const place of places) expect(lines).toContain(place);
    const { questions } = ground.internet.dns;
    for (const question of ['MX company.com', 'CNAME autodiscover.company.com', 'SRV _autodiscover._tcp.company.com'])
      expect(questions).toContain(question);
    expect(facts.officialOrder.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('asks as published: posted, in XML, by a name of our own', async () => {
    await ground.website(['mail.company.com'], nothingThere);
    await ground.find('https://mail.company.com/owa', 'u@company.com');
    const [first] = ground.heard;
    expect(first?.headers['content-type']).toBe(facts.probe.headers['Content-Type']);
    expect(first?.headers['accept']).toBe(facts.probe.headers['Accept']);
    expect(first?.headers['user-agent']).toBe('mail-access');
  });
});
