import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange, exchangeGround, nothingThere, redirectTo, type ExchangeGround } from './testing/exchange-ground.js';

let ground: ExchangeGround;
beforeEach(async () => void (ground = await exchangeGround()));
afterEach(() => ground[Symbol.asyncDispose]());

const host = 'mail.company.example';
const endpoint = { kind: 'endpoint', url: `https://${host}/EWS/Exchange.asmx` };
const pox = (inner: string): string =>
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response>' +
  `${inner}</Response></Autodiscover>`;
const settings = (url: string): string =>
  pox(`<Account><Action>settings</Action><Protocol><Type>EXPR</Type><EwsUrl>${url}</EwsUrl></Protocol></Account>`);
const outcomes = (): Record<string, string> =>
  Object.fromEntries((ground.told.at(-1) ?? []).map(({ source, outcome }) => [source, outcome]));

describe('nothing but the e-mail address', () => {
  it('is enough where Autodiscover names an endpoint that answers', async () => {
    await ground.website(['autodiscover.company.example'], (_, response) => void response.end(settings(endpoint.url)));
    await ground.website([host], exchange());
    expect(await ground.find()).toEqual(endpoint);
    expect(ground.told.at(-1)?.map(({ source }) => source)).toEqual([
      'provider-facts',
      'mx',
      'autodiscover-cname',
      'autodiscover',
    ]);
    expect(ground.told.map((findings) => findings.length)).toEqual([1, 2, 3, 4]);
  });

  it('is enough where SRV, the second version, or a redirect in clear leads to Autodiscover', async () => {
    await ground.website([host], exchange());
    const target = 'mail.one.example';
    await ground.website([target], exchange());
    ground.internet.knows('_autodiscover._tcp.one.example', { SRV: [{ priority: 0, weight: 1, port: 443, target }] });
    expect(await ground.find(undefined, 'ada@one.example')).toMatchObject({ kind: 'endpoint' });
    await ground.website(['autodiscover.company.example'], (request, response) =>
      request.method === 'GET'
        ? void response.end(JSON.stringify({ Protocol: 'Ews', Url: endpoint.url }))
        : nothingThere(request, response),
    );
    expect(await ground.find()).toEqual(endpoint);
    await ground.httpSite('autodiscover.three.example', (_, response) =>
      redirectTo(response, 'https://mail.three.example/autodiscover/autodiscover.xml'),
    );
    await ground.website(['mail.three.example'], exchange());
    expect(await ground.find(undefined, 'ada@three.example')).toMatchObject({ kind: 'endpoint' });
  });

  it('is enough where a server asks for Basic, and for it at its services only', async () => {
    const challenge = { 'www-authenticate': 'Basic realm="mail"' };
    await ground.website(['autodiscover.company.example'], (request, response) =>
      request.url === '/' ? void response.end('welcome') : void response.writeHead(401, challenge).end(),
    );
    expect(await ground.find()).toMatchObject({ kind: 'endpoint' });
    await ground.website(
      ['autodiscover.other.example'],
      (_, response) => void response.writeHead(401, challenge).end(),
    );
    expect(await ground.find(undefined, 'ada@other.example')).toMatchObject({ diagnosis: 'endpoint-not-found' });
  });

  it('that leads to a stranger is asked about first', async () => {
    await ground.httpSite('autodiscover.company.example', (_, response) =>
      redirectTo(response, 'https://autodiscover.hoster.example/autodiscover/autodiscover.xml'),
    );
    await ground.website(['autodiscover.hoster.example'], exchange());
    expect(await ground.find()).toMatchObject({
      ...{ kind: 'foreign-endpoint', url: 'https://autodiscover.hoster.example/EWS/Exchange.asmx' },
      ...{ diagnosis: 'endpoint-not-found', host: 'company.example' },
    });
  });

  it('that leads to an endpoint which does not answer says what is wrong with that', async () => {
    await ground.website(['autodiscover.company.example'], (_, response) => void response.end(settings(endpoint.url)));
    expect(await ground.find()).toMatchObject({ diagnosis: 'address-not-found', host });
    const certificate = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') };
    await ground.website([host], exchange(), { certificate });
    expect(await ground.find()).toMatchObject({ diagnosis: 'certificate-expired', host });
  });

  it('is enough where Exchange has a usual name, if it is Exchange for certain', async () => {
    await ground.website(['mail.company.example'], exchange(['Basic realm="a router"'], {}));
    await ground.website(['owa.company.example'], exchange(['NTLM'], {}));
    expect(await ground.find()).toEqual({ kind: 'endpoint', url: 'https://owa.company.example/EWS/Exchange.asmx' });
    expect(outcomes()).toMatchObject({ autodiscover: 'not-found', guess: 'found' });
  });

  it('of a provider without an open protocol is told so', async () => {
    expect(await ground.find(undefined, 'ada@proton.me')).toMatchObject({ diagnosis: 'provider-unsupported' });
    expect(ground.internet.dns.questions).toEqual([]);
  });

  it('that Autodiscover does not know is told so', async () => {
    const error = pox('<Error><ErrorCode>501</ErrorCode><Message>Bad Address</Message></Error>');
    await ground.website(['company.example'], (request, response) =>
      request.method === 'POST' ? void response.end(error) : nothingThere(request, response),
    );
    expect(await ground.find()).toMatchObject({ diagnosis: 'mailbox-unavailable' });
  });

  it('of a public suffix is nobody’s, and nobody is asked', async () => {
    expect(await ground.find(undefined, 'ada@co.uk')).toMatchObject({ diagnosis: 'endpoint-not-found' });
    expect(ground.internet.dns.questions).toEqual([]);
  });

  it('that leads nowhere is "not found", and "unavailable" when nobody answered', async () => {
    expect(await ground.find()).toMatchObject({ diagnosis: 'endpoint-not-found', host: 'company.example' });
    expect(outcomes()).toEqual({
      ...{ 'provider-facts': 'not-found', mx: 'not-found', 'autodiscover-cname': 'not-found' },
      ...{ autodiscover: 'not-found', guess: 'not-found' },
    });
    for (const name of ['', 'autodiscover.', '_autodiscover._tcp.'])
      ground.internet.dns.says(`${name}company.example`, 'SERVFAIL');
    expect(await ground.find()).toMatchObject({ diagnosis: 'temporarily-unavailable' });
  });

  it('is behind what was typed, and what was typed is told when both lead nowhere', async () => {
    expect(await ground.find('webmial.company.example')).toMatchObject({ diagnosis: 'address-not-found' });
    await ground.website([host], nothingThere);
    expect(await ground.find(host)).toMatchObject({ diagnosis: 'endpoint-not-found', host });
    expect(ground.told.at(-1)?.[0]).toMatchObject({ source: 'typed-address', outcome: 'not-found' });
  });
});
