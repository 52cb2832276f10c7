import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candidatesOf, isEwsPath, placesBeside } from './endpoint-candidates.js';
import { hostedClue } from './probe-endpoint.js';
import { readTypedAddress } from './read-typed-address.js';

interface Example {
  readonly in: string;
  readonly candidates: readonly string[];
  readonly auth?: string;
}
const { examples } = JSON.parse(
  readFileSync(new URL('testing/exchange-urls.fixture.json', import.meta.url), 'utf8'),
) as { examples: readonly Example[] };

const candidates = (text: string) => {
  const typed = readTypedAddress(text);
  if (typed === null) throw new Error(`${text} cannot be read`);
  const { endpoints, page, plainPage } = candidatesOf(typed);
  return { endpoints, plainPage, ...placesBeside(endpoints[0] ?? '', page, typed) };
};

describe('the candidates of a typed address', () => {
  it.each(examples.filter(({ auth }) => auth === undefined))('$in', (example) => {
    const { endpoints, autodiscover } = candidates(example.in);
    const atHost = autodiscover === null ? [] : [`https://${autodiscover}/autodiscover/autodiscover.xml`];
    // The rest of an example is what the e-mail domain is asked; see find-by-address.test.ts.
    const ofAddress = example.candidates.filter((one) => !/\/\/(?:autodiscover\.)?company\.com\/|SRV|then/.test(one));
    expect([...endpoints, ...atHost]).toEqual(ofAddress);
  });

  it.each(examples.filter(({ auth }) => auth !== undefined))('$in is Microsoft 365, and nobody is asked', (example) => {
    expect(example.auth).toContain('oauth2 only');
    expect(hostedClue(readTypedAddress(example.in)?.host ?? '')).toMatchObject({ signIn: 'microsoft' });
  });

  it.each([
    '/exchange',
    '/exchange/user',
    '/owa',
    '/owa/auth/logon.aspx?url=x',
    '/owa/#path=/mail',
    '/ecp',
    '/Microsoft-Server-ActiveSync',
    '/autodiscover/autodiscover.xml',
    '/mapi/nspi',
    '/rpc/rpcproxy.dll',
    '/',
    '',
    '/EWS/Services.wsdl',
    '/ews/exchange.asmx/',
    '/EWS',
  ])('%s is at /EWS/Exchange.asmx of its host', (path) => {
    expect(candidates(`https://mail.company.com${path}`)).toMatchObject({
      endpoints: ['https://mail.company.com/EWS/Exchange.asmx'],
      description: 'https://mail.company.com/EWS/Services.wsdl',
      autodiscover: 'mail.company.com',
      plainPage: null,
    });
  });

  it('keep the port that was typed first, and the usual one behind it', () => {
    expect(candidates('https://mail.company.com:8443/exchange/jo').endpoints).toEqual([
      'https://mail.company.com:8443/EWS/Exchange.asmx',
      'https://mail.company.com/EWS/Exchange.asmx',
    ]);
    expect(candidates('http://mail.company.com:8080/owa')).toMatchObject({
      endpoints: ['https://mail.company.com/EWS/Exchange.asmx'],
      plainPage: 'http://mail.company.com:8080/owa',
    });
  });

  it('keep a folder in front of EWS, as a proxy of several organizations has it', () => {
    expect(candidates('https://mail.host.com/tenant/ews/exchange.asmx').endpoints).toEqual([
      'https://mail.host.com/tenant/EWS/Exchange.asmx',
      'https://mail.host.com/EWS/Exchange.asmx',
    ]);
  });

  it('have one question in clear unless https was typed, without the mailbox', () => {
    expect(candidates('http://mail.company.com/exchange/ada')).toMatchObject({
      page: 'https://mail.company.com/exchange/',
      plainPage: 'http://mail.company.com/exchange/',
    });
    expect(candidates('mail.company.com/owa/?ae=Folder&id=x#y').plainPage).toBe('http://mail.company.com/owa/');
  });

  it('ask Autodiscover of no bare address', () => {
    expect(candidates('http://206.200.104.1/exchange').autodiscover).toBeNull();
  });
});

it.each([
  ['/ews', true],
  ['/EWS/', true],
  ['/x/Ews/Exchange.Asmx', true],
  ['/news/exchange.asmx', false],
  ['/ews/other', false],
  ['/owa', false],
])('%s is a path of EWS: %s', (path, expected) => {
  expect(isEwsPath(path)).toBe(expected);
});
