import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  exchange,
  exchangeGround,
  nothingThere,
  portal,
  redirectTo,
  type ExchangeGround,
} from './testing/exchange-ground.js';

let ground: ExchangeGround;
beforeEach(async () => void (ground = await exchangeGround()));
afterEach(() => ground[Symbol.asyncDispose]());

const host = 'mail.company.example';
const endpoint = { kind: 'endpoint', url: `https://${host}/EWS/Exchange.asmx` };
const microsoft = { kind: 'sign-in', signIn: 'microsoft', diagnosis: 'oauth-required' };
const lines = (): string[] => ground.heard.map(({ line }) => line);

describe('a typed address of an Exchange server', () => {
  it.each([
    `https://${host}/EWS/Exchange.asmx`,
    `https://${host}/owa/#path=/mail`,
    `http://${host}/exchange/ada`,
    host,
    `${host}:443`,
    `"HTTPS://MAIL.COMPANY.EXAMPLE/OWA"`,
    `ｈｔｔｐｓ：／／${host}／ｅｃｐ`,
    `https://${host}:8443/owa`,
  ])('%s leads to its endpoint with one question', async (url) => {
    await ground.website([host], exchange());
    expect(await ground.find(url)).toEqual(endpoint);
    expect(lines()).toEqual([`POST https://${host}/EWS/Exchange.asmx`]);
    expect(ground.told).toEqual([
      [{ source: 'typed-address', outcome: 'found', elapsedMs: expect.any(Number) as number }],
    ]);
  });

  it('with an international name is asked by its ASCII form', async () => {
    await ground.website(['courriel.xn--qubec-csa.example'], exchange());
    expect(await ground.find('https://courriel.Québec.example/owa')).toMatchObject({
      url: 'https://courriel.xn--qubec-csa.example/EWS/Exchange.asmx',
    });
  });

  it.each([[['Negotiate', 'NTLM']], [['Basic realm="mail"']], [['NTLM', 'Bearer realm="x"']]])(
    'may want %j',
    async (challenge) => {
      await ground.website([host], exchange(challenge, {}));
      expect(await ground.find(host)).toEqual(endpoint);
    },
  );

  it('that takes nothing but tokens of Microsoft wants its sign-in', async () => {
    const bearer = 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="x@*"';
    await ground.website([host], exchange([bearer]));
    expect(await ground.find(host)).toEqual(microsoft);
  });
});

describe('a typed address of a company that wants its own sign-in', () => {
  it.each([
    ['https://outlook.office365.com/owa/', 'microsoft', 'oauth-required'],
    ['https://outlook.office365.com/EWS/Exchange.asmx', 'microsoft', 'service-retired'],
    ['https://outlook.office365.us/ews/services.wsdl', 'microsoft', 'service-retired'],
    ['https://partner.outlook.cn/EWS/Exchange.asmx', 'microsoft', 'service-retired'],
    ['https://outlook.office.com/mail/', 'microsoft', 'oauth-required'],
    ['outlook.live.com', 'microsoft', 'oauth-required'],
    ['https://outlook.cloud.microsoft/mail', 'microsoft', 'oauth-required'],
    ['http://www.Outlook.com', 'microsoft', 'oauth-required'],
    ['https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml', 'microsoft', 'oauth-required'],
    ['company-example.mail.protection.outlook.com', 'microsoft', 'oauth-required'],
    ['company-example.o-v1.mx.microsoft', 'microsoft', 'oauth-required'],
    ['ｏｕｔｌｏｏｋ．ｏｆｆｉｃｅ３６５．ｃｏｍ', 'microsoft', 'oauth-required'],
    ['outlook.office365.com.:443/owa', 'microsoft', 'oauth-required'],
    ['https://mail.google.com/mail/u/0/#inbox', 'google', 'oauth-required'],
    ['gmail.com', 'google', 'oauth-required'],
    ['imap.googlemail.com', 'google', 'oauth-required'],
    ['aspmx.l.google.com', 'google', 'oauth-required'],
  ])('%s: %s, %s, and nobody is asked', async (url, signIn, diagnosis) => {
    expect(await ground.find(url)).toEqual({ kind: 'sign-in', signIn, diagnosis });
    expect(ground.internet.dns.questions).toEqual([]);
  });

  it.each(['outlook.com.attacker.example', 'notoutlook.com.example', 'outlook.office365.com@attacker.example'])(
    '%s only looks like one',
    async (url) => {
      expect((await ground.find(url)).kind).toBe('dead-end');
    },
  );
});

describe('Microsoft 365 is reached', () => {
  it('by a page that is redirected, which is not followed', async () => {
    await ground.website([host], (request, response) =>
      request.method === 'GET'
        ? redirectTo(response, 'https://outlook.office.com/company.example')
        : void response.writeHead(404).end(),
    );
    expect(await ground.find(`https://${host}/owa`)).toEqual(microsoft);
    expect(ground.internet.dns.questions.join()).not.toContain('office');
  });

  it.each([301, 302, 307, 308])('by a question that is redirected with %i', async (status) => {
    await ground.website([host], (_, response) =>
      redirectTo(response, 'https://outlook.office365.com/EWS/Exchange.asmx', status),
    );
    expect(await ground.find(host)).toEqual(microsoft);
  });

  it('by a redirect in clear', async () => {
    await ground.httpSite(host, (_, response) => redirectTo(response, 'https://outlook.office365.com/owa'));
    expect(await ground.find(`http://${host}/`)).toEqual(microsoft);
  });

  it('by an alias, whose certificate is for another name', async () => {
    await ground.website([host], nothingThere, { certificateNames: ['outlook.com.example'] });
    ground.internet.knows(host, { A: ['93.184.216.1'], CNAME: 'outlook.ha.office365.com' });
    expect(await ground.find(host)).toEqual(microsoft);
  });

  it('by the certificate of a bare address', async () => {
    await ground.website(['40.97.4.1'], nothingThere, { certificateNames: ['*.hotmail.com', 'outlook.com'] });
    expect(await ground.find('https://40.97.4.1/owa')).toEqual(microsoft);
  });

  it('by the mail exchanger of the address, the alias of Autodiscover, and its redirect in clear', async () => {
    const exchange = 'one-example.mail.protection.outlook.com';
    ground.internet.knows('one.example', { MX: [{ preference: 1, exchange }] });
    ground.internet.knows('autodiscover.two.example', { CNAME: 'autodiscover.outlook.com' });
    await ground.httpSite('autodiscover.three.example', (_, response) =>
      redirectTo(response, 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml'),
    );
    for (const domain of ['one', 'two', 'three']) {
      expect(await ground.find(undefined, `ada@${domain}.example`)).toEqual(microsoft);
      expect(await ground.find('mail.nowhere.example', `ada@${domain}.example`)).toEqual(microsoft);
    }
  });

  it('by the facts, and Google too, without a question', async () => {
    expect(await ground.find(undefined, 'ada@outlook.com')).toEqual(microsoft);
    expect(await ground.find(undefined, 'ada@gmail.com')).toMatchObject({ signIn: 'google' });
    expect(ground.internet.dns.questions).toEqual([]);
    ground.internet.knows('four.example', { MX: [{ preference: 1, exchange: 'aspmx.l.google.com' }] });
    expect(await ground.find(undefined, 'ada@four.example')).toMatchObject({ signIn: 'google' });
  });
});

describe('a redirect', () => {
  it('within the domain that was typed leads on, by page and by question', async () => {
    await ground.website(['ex.other.example'], exchange());
    const found = { kind: 'endpoint', url: 'https://ex.other.example/EWS/Exchange.asmx' };
    await ground.website(['webmail.other.example'], (request, response) =>
      request.method === 'GET' ? redirectTo(response, 'https://ex.other.example/owa') : nothingThere(request, response),
    );
    expect(await ground.find('webmail.other.example')).toEqual(found);
    await ground.website(['www.other.example'], (_, response) =>
      redirectTo(response, 'https://ex.other.example/EWS/Exchange.asmx', 308),
    );
    expect(await ground.find('www.other.example')).toEqual(found);
  });

  it('to the domain of the address leads on', async () => {
    await ground.website([host], exchange());
    await ground.website(['portal.host.example'], (_, response) => redirectTo(response, `https://${host}/owa`));
    expect(await ground.find('portal.host.example')).toEqual(endpoint);
  });

  it('to a stranger where EWS answers is proposed and not used', async () => {
    await ground.website(['ex.stranger.example'], exchange());
    await ground.website([host], (_, response) => redirectTo(response, 'https://ex.stranger.example/owa'));
    const proposed = {
      ...{ kind: 'foreign-endpoint', url: 'https://ex.stranger.example/EWS/Exchange.asmx' },
      ...{ diagnosis: 'endpoint-not-found', host },
    };
    expect(await ground.find(host)).toEqual(proposed);
    await ground.httpSite('plain.company.example', (_, response) =>
      redirectTo(response, 'https://ex.stranger.example/'),
    );
    expect(await ground.find('http://plain.company.example/exchange')).toMatchObject({ kind: 'foreign-endpoint' });
  });

  it('to a stranger that only signs people in is not looked into', async () => {
    await ground.website(['fs.stranger.example'], portal, { certificateNames: ['x.stranger.example'] });
    await ground.website([host], (_, response) => redirectTo(response, 'https://fs.stranger.example/adfs/ls?x'));
    expect(await ground.find(host)).toMatchObject({ diagnosis: 'endpoint-not-found', host });
  });

  it('in clear is followed to https of the same host or domain', async () => {
    await ground.website([host], exchange());
    await ground.httpSite('company.example', (_, response) => redirectTo(response, `https://${host}/owa/`));
    expect(await ground.find('http://company.example/exchange')).toEqual(endpoint);
    expect(lines().filter((line) => line.includes('http://company'))).toEqual(['GET http://company.example/exchange']);
  });

  it('is not asked for in clear when https was typed', async () => {
    await ground.httpSite('company.example', (_, response) => redirectTo(response, `https://${host}/owa/`));
    await ground.find('https://company.example/owa');
    expect(lines().filter((line) => line.includes('http://company'))).toEqual([]);
  });
});

describe('a bare address', () => {
  const typed = 'http://206.200.104.1/exchange';

  it('whose certificate names a server of the own domain leads there', async () => {
    await ground.website(['206.200.104.1'], exchange(), { certificateNames: [host, 'autodiscover.company.example'] });
    await ground.website([host], exchange());
    expect(await ground.find(typed)).toEqual(endpoint);
  });

  it('whose certificate names somebody else has that name proposed', async () => {
    await ground.website(['206.200.104.1'], exchange(), { certificateNames: ['*.host.example', 'ex.host.example'] });
    await ground.website(['ex.host.example'], exchange());
    expect(await ground.find(typed)).toEqual({
      ...{ kind: 'foreign-endpoint', url: 'https://ex.host.example/EWS/Exchange.asmx' },
      ...{ diagnosis: 'certificate-name-mismatch', host: '206.200.104.1' },
      certificateNames: ['ex.host.example', '*.host.example'],
    });
  });

  it('whose certificate names nothing that answers is told so, with the names', async () => {
    await ground.website(['206.200.104.1'], exchange(), { certificateNames: ['ex.gone.example'] });
    expect(await ground.find(typed)).toMatchObject({
      ...{ kind: 'dead-end', diagnosis: 'certificate-name-mismatch', certificateNames: ['ex.gone.example'] },
    });
    expect(ground.told.at(-1)?.[0]).toMatchObject({ source: 'typed-address', outcome: 'invalid' });
  });

  it('is left for what the e-mail address leads to', async () => {
    await ground.website(['206.200.104.1'], exchange(), { certificateNames: ['ex.gone.example'] });
    await ground.website(['autodiscover.company.example'], exchange());
    expect(await ground.find(typed)).toMatchObject({ url: 'https://autodiscover.company.example/EWS/Exchange.asmx' });
    expect(ground.told.at(-1)?.map(({ source, outcome }) => `${source} ${outcome}`)).toContain('autodiscover found');
  });

  it('with a certificate of its own is used', async () => {
    await ground.website(['206.200.104.1'], exchange());
    expect(await ground.find(typed)).toEqual({ kind: 'endpoint', url: 'https://206.200.104.1/EWS/Exchange.asmx' });
  });
});
