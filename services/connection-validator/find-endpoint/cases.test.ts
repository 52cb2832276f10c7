import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange, exchangeGround, type ExchangeGround } from './testing/exchange-ground.js';

interface ExchangeCase {
  readonly id: string;
  readonly input: { readonly url: string; readonly email?: string };
  readonly expected: {
    readonly candidates?: readonly string[];
    readonly first?: string;
    readonly diagnosis?: string;
  };
}
const cases = JSON.parse(
  readFileSync(new URL('testing/exchange-cases.fixture.json', import.meta.url), 'utf8'),
) as readonly ExchangeCase[];

let ground: ExchangeGround;
beforeEach(async () => void (ground = await exchangeGround()));
afterEach(() => ground[Symbol.asyncDispose]());

/** Everything that was asked, as the cases write it. */
function asked(): string[] {
  const lines = ground.heard.map(({ line }) => line.replace(/^GET (http:.*)$/, '$1 (GET, no credentials)'));
  const services = ground.internet.dns.questions.filter((question) => question.startsWith('SRV '));
  return [...lines.map((line) => line.replace(/^\w+ (?=https)/, '')), ...services];
}

const nowhere = (_: unknown, response: { writeHead(status: number): { end(): unknown } }): void =>
  void response.writeHead(404).end();

describe('the published cases', () => {
  const withCandidates = cases.filter(({ expected }) => expected.candidates !== undefined);
  it.each(withCandidates)('$id $input.url asks each candidate', async ({ input, expected }) => {
    const names = ['webmail.company.com', 'company.com', 'autodiscover.company.com'];
    await ground.website(names, nowhere);
    await ground.website(['206.200.104.1'], nowhere);
    await ground.httpSite('autodiscover.company.com', nowhere);
    expect(await ground.find(input.url, input.email)).toMatchObject({ diagnosis: 'endpoint-not-found' });
    const candidates = (expected.candidates ?? []).filter((candidate) => !candidate.startsWith('('));
    for (const candidate of candidates) expect(asked()).toContain(candidate);
    expect(asked()[0]).toBe(candidates[0]);
  });

  const withFirst = cases.filter(({ expected, id }) => expected.first !== undefined && id !== 'ews-url-010');
  it.each(withFirst)('$id $input.url begins at $expected.first', async ({ input, expected }) => {
    const { host, hostname, port } = new URL(expected.first ?? '');
    await ground.website([hostname], exchange());
    const clue = await ground.find(input.url, 'u@company.com');
    // The port of ews-url-009 is neither that of mail nor that of https: refused, and the usual one is tried after it.
    expect(clue).toEqual({ kind: 'endpoint', url: (expected.first ?? '').replace(host, hostname) });
    expect(port === '' || port === '8443').toBe(true);
  });

  it('ews-url-010 is Microsoft 365, whose endpoint nobody needs to ask', async () => {
    expect(await ground.find('https://outlook.office.com/mail/', 'u@company.com')).toMatchObject({
      signIn: 'microsoft',
    });
    expect(ground.internet.dns.questions).toEqual([]);
  });

  it.each(cases.filter(({ expected }) => expected.diagnosis !== undefined))(
    '$id $input.url is not to be reached',
    async ({ input }) => {
      const clue = await ground.find(input.url, 'u@company.com');
      expect(clue).toMatchObject({ kind: 'dead-end', diagnosis: 'blocked-address' });
    },
  );
});
