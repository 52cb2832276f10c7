import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autoconfigFile, discoveryGround, type DiscoveryGround } from './testing/discovery-ground.js';

let ground: DiscoveryGround;
beforeEach(async () => void (ground = await discoveryGround()));
afterEach(() => ground[Symbol.asyncDispose]());

const imap = { protocol: 'imap', security: 'tls' } as const;
const smtp = { protocol: 'smtp', security: 'tls' } as const;
const srv = (port: number, target: string) => ({ SRV: [{ priority: 0, weight: 1, port, target }] });

async function mailServersAt(host: string): Promise<void> {
  await ground.internet.mailServer(host, 993, imap);
  await ground.internet.mailServer(host, 465, smtp);
}

/** Nobody was ever told a name or a password. */
function expectNobodySignedIn(): void {
  expect(ground.internet.heard.filter((line) => /LOGIN|AUTH|USER|PASS/i.test(line))).toEqual([]);
}

describe('local facts', () => {
  it('answer for a known provider at once, without any network', async () => {
    const found = await ground.discover('ada@fastmail.com');
    const times: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const began = performance.now();
      await ground.discover('ada@fastmail.com');
      times.push(performance.now() - began);
    }
    expect(Math.min(...times)).toBeLessThan(5);
    expect(found.candidates[0]).toMatchObject({
      source: 'provider-facts',
      trusted: true,
      needsConfirmation: false,
      incoming: { host: 'imap.fastmail.com', port: 993 },
      usernameForms: ['ada@fastmail.com', 'ada'],
    });
    expect(ground.internet.dns.questions).toEqual([]);
  });

  it.each([
    ['ada@gmail.com', 'google'],
    ['ada@outlook.com', 'microsoft'],
  ])('send %s to the sign-in of %s', async (address, signIn) => {
    expect(await ground.discover(address)).toMatchObject({ verdict: 'found', sign_in: signIn });
  });

  it('know providers without an open protocol', async () => {
    const found = await ground.discover('ada@proton.me');
    expect(found).toMatchObject({ verdict: 'not-found', candidates: [], provider: { id: 'proton' } });
    expect(found.findings).toMatchObject([{ source: 'provider-facts', outcome: 'no-open-protocol' }]);
  });

  it('ask nobody about a public suffix', async () => {
    expect((await ground.discover('ada@co.uk')).verdict).toBe('not-found');
    expect(ground.internet.dns.questions).toEqual([]);
  });
});

describe('MX', () => {
  it('of a provider settles it, and the rest is not needed', async () => {
    ground.internet.knows('company.example', { MX: [{ preference: 1, exchange: 'aspmx.l.google.com' }] });
    const found = await ground.discover('ada@company.example');
    expect(found).toMatchObject({ sign_in: 'google', provider: { id: 'google' } });
    expect(found.candidates[0]).toMatchObject({ source: 'mx', trusted: true, incoming: { host: 'imap.gmail.com' } });
  });

  it('tells GoDaddy from its Microsoft 365 tenants', async () => {
    ground.internet.knows('one.example', { MX: [{ preference: 1, exchange: 'smtp.secureserver.net' }] });
    const exchange = 'two-example.mail.protection.outlook.com';
    ground.internet.knows('two.example', { MX: [{ preference: 1, exchange }] });
    expect((await ground.discover('ada@one.example')).candidates[0]?.incoming.host).toBe('imap.secureserver.net');
    expect(await ground.discover('ada@two.example')).toMatchObject({ sign_in: 'microsoft' });
  });

  it('of a filtering gateway says nothing, and the autodiscover alias does', async () => {
    ground.internet.knows('company.example', { MX: [{ preference: 1, exchange: 'mx0a-001.pphosted.com' }] });
    ground.internet.knows('autodiscover.company.example', { CNAME: 'autodiscover.outlook.com' });
    const found = await ground.discover('ada@company.example');
    expect(found.sign_in).toBe('microsoft');
    expect(found.findings).toContainEqual(expect.objectContaining({ source: 'mx', outcome: 'filtering-gateway' }));
  });
});

describe('SRV', () => {
  it('within the own domain is trusted, seen and verified', async () => {
    await mailServersAt('mail.company.example');
    ground.internet.knows('_imaps._tcp.company.example', srv(993, 'mail.company.example'));
    ground.internet.knows('_submissions._tcp.company.example', srv(465, 'mail.company.example'));
    const found = await ground.discover('ada@company.example');
    expect(found.candidates).toEqual([
      {
        source: 'srv',
        trusted: true,
        certificate: 'verified',
        needsConfirmation: false,
        incoming: { protocol: 'imap', host: 'mail.company.example', port: 993, security: 'tls' },
        outgoing: { host: 'mail.company.example', port: 465, security: 'tls' },
        usernameForms: ['ada@company.example', 'ada'],
        authentication: ['password'],
      },
    ]);
    expectNobodySignedIn();
  });

  it('to a stranger is not trusted, and needs a yes', async () => {
    await mailServersAt('mail.stranger.example');
    ground.internet.knows('_imaps._tcp.company.example', srv(993, 'mail.stranger.example'));
    ground.internet.knows('_submissions._tcp.company.example', srv(465, 'mail.stranger.example'));
    const [candidate] = (await ground.discover('ada@company.example')).candidates;
    expect(candidate).toMatchObject({ trusted: false, certificate: 'verified', needsConfirmation: true });
  });

  it('with the target "." says that there is no such service', async () => {
    ground.internet.knows('_imaps._tcp.company.example', srv(0, '.'));
    const found = await ground.discover('ada@company.example');
    expect(found.findings).toContainEqual(expect.objectContaining({ source: 'srv', outcome: 'not-offered' }));
  });

  it('to an internal address is blocked, whatever is there', async () => {
    ground.internet.knows('mail.company.example', { A: ['10.0.0.5'] });
    ground.internet.knows('_imaps._tcp.company.example', srv(993, 'mail.company.example'));
    ground.internet.knows('_submissions._tcp.company.example', srv(22, 'mail.company.example'));
    const found = await ground.discover('ada@company.example');
    expect(found.candidates).toEqual([]);
    expect(found.findings).toContainEqual(expect.objectContaining({ source: 'srv', outcome: 'blocked' }));
  });
});

describe('autoconfig', () => {
  it('at the domain wins over SRV although it comes later', async () => {
    await mailServersAt('mail.company.example');
    await mailServersAt('other.company.example');
    ground.internet.knows('_imaps._tcp.company.example', srv(993, 'other.company.example'));
    ground.internet.knows('_submissions._tcp.company.example', srv(465, 'other.company.example'));
    await ground.internet.website(['company.example'], (request, response) => {
      const wanted = request.url?.startsWith('/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=ada%40');
      setTimeout(() => response.writeHead(wanted ? 200 : 404).end(autoconfigFile('mail.company.example')), 300);
    });
    const found = await ground.discover('ada@company.example');
    expect(found.candidates[0]).toMatchObject({ source: 'autoconfig', trusted: true, certificate: 'verified' });
  });

  it('that was redirected to a stranger is not trusted any more', async () => {
    await mailServersAt('mail.elsewhere.example');
    await ground.internet.website(['autoconfig.company.example'], (_, response) =>
      response.writeHead(302, { location: 'https://stranger.example/file.xml' }).end(),
    );
    await ground.internet.website(['stranger.example'], (_, response) =>
      response.end(autoconfigFile('mail.elsewhere.example')),
    );
    const [candidate] = (await ground.discover('ada@company.example')).candidates;
    expect(candidate).toMatchObject({ source: 'autoconfig', trusted: false });
  });

  it('that names a server with a certificate for another name is kept, and not to be used', async () => {
    await ground.internet.mailServer('mail.company.example', 993, { ...imap, certificateName: 'other.example' });
    await ground.internet.mailServer('mail.company.example', 465, smtp);
    await ground.internet.website(['autoconfig.company.example'], (_, response) =>
      response.end(autoconfigFile('mail.company.example')),
    );
    const [candidate] = (await ground.discover('ada@company.example')).candidates;
    expect(candidate).toMatchObject({ certificate: 'failed', needsConfirmation: true });
  });
});

describe('Exchange Autodiscover', () => {
  const pox = (inner: string): string =>
    '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response>' +
    `<Account><AccountType>email</AccountType>${inner}</Account></Response></Autodiscover>`;
  const ews = pox(
    '<Action>settings</Action><Protocol><Type>EXCH</Type><EwsUrl>https://inside.company.example/EWS/Exchange.asmx</EwsUrl></Protocol>' +
      '<Protocol><Type>EXPR</Type><EwsUrl>https://mail.company.example/EWS/Exchange.asmx</EwsUrl></Protocol>',
  );

  it('gives the outside endpoint of Exchange', async () => {
    await ground.internet.website(['autodiscover.company.example'], (request, response) =>
      response.writeHead(request.method === 'POST' ? 200 : 404).end(ews),
    );
    const found = await ground.discover('ada@company.example');
    expect(found).toMatchObject({
      verdict: 'found',
      exchange: { url: 'https://mail.company.example/EWS/Exchange.asmx', trusted: true },
    });
  });

  it('by http is only a redirect to https, and never trusted', async () => {
    await ground.internet.httpSite('autodiscover.company.example', (_, response) =>
      response.writeHead(302, { location: 'https://mail.company.example/autodiscover/autodiscover.xml' }).end(),
    );
    await ground.internet.website(['mail.company.example'], (_, response) => response.end(ews));
    expect((await ground.discover('ada@company.example')).exchange).toEqual({
      url: 'https://mail.company.example/EWS/Exchange.asmx',
      trusted: false,
    });
  });

  it('that wants a sign-in shows EWS beside it', async () => {
    await ground.internet.website(['autodiscover.company.example'], (_, response) =>
      response.writeHead(401, { 'www-authenticate': ['Negotiate', 'NTLM'] }).end(),
    );
    expect((await ground.discover('ada@company.example')).exchange).toEqual({
      url: 'https://autodiscover.company.example/EWS/Exchange.asmx',
      trusted: true,
    });
  });

  it('that leads to Microsoft 365 leads to its sign-in', async () => {
    await ground.internet.website(['autodiscover.company.example'], (request, response) =>
      request.url?.includes('.json')
        ? response.end(JSON.stringify({ Protocol: 'Ews', Url: 'https://outlook.office365.com/EWS/Exchange.asmx' }))
        : response.writeHead(404).end(),
    );
    expect(await ground.discover('ada@company.example')).toMatchObject({ sign_in: 'microsoft' });
  });

  it('that goes round in circles ends', async () => {
    const names = ['autodiscover.company.example', 'company.example'];
    await ground.internet.website(names, (request, response) => {
      const other = names.find((name) => name !== request.headers.host) ?? '';
      const url = `https://${other}/autodiscover/autodiscover.xml`;
      response.end(pox(`<Action>redirectUrl</Action><RedirectUrl>${url}</RedirectUrl>`));
    });
    const found = await ground.discover('ada@company.example');
    expect(found.findings).toContainEqual(expect.objectContaining({ source: 'autodiscover', outcome: 'invalid' }));
  });
});

describe('guessing', () => {
  it('comes last, finds TLS before STARTTLS and IMAP before POP3, and signs nobody in', async () => {
    await mailServersAt('mail.company.example');
    await ground.internet.mailServer('mail.company.example', 143, { protocol: 'imap', security: 'starttls' });
    await ground.internet.mailServer('mail.company.example', 995, { protocol: 'pop3', security: 'tls' });
    const found = await ground.discover('ada@company.example');
    expect(found.candidates.map(({ source, incoming }) => `${source} ${incoming.protocol} ${incoming.port}`)).toEqual([
      'guess imap 993',
      'guess pop3 995',
    ]);
    expect(found.candidates[0]).toMatchObject({ trusted: true, certificate: 'verified', needsConfirmation: false });
    expectNobodySignedIn();
  });

  it('believes no server that has no valid certificate, nor one without TLS', async () => {
    const notAfter = new Date(Date.now() - 86_400_000);
    const notBefore = new Date(Date.now() - 2 * 86_400_000);
    await ground.internet.mailServer('mail.company.example', 993, { ...imap, certificate: { notBefore, notAfter } });
    await ground.internet.mailServer('mail.company.example', 143, { protocol: 'imap', security: 'none' });
    await ground.internet.mailServer('mail.company.example', 465, smtp);
    const found = await ground.discover('ada@company.example');
    expect(found).toMatchObject({ verdict: 'not-found', candidates: [] });
    expect(found.findings.at(-1)).toMatchObject({ source: 'guess', outcome: 'not-found' });
  });
});

describe('the verdict', () => {
  it('is "not found" when there is nothing', async () => {
    expect((await ground.discover('ada@company.example')).verdict).toBe('not-found');
  });

  it('is there within 12 s when nobody answers', { timeout: 20_000 }, async () => {
    ground.internet.dns.says('company.example', 'silence');
    for (const name of ['imap', 'mail', 'pop', 'smtp', 'autodiscover', 'autoconfig'])
      await ground.internet.silentHost(`${name}.company.example`, name.startsWith('auto') ? 443 : 993);
    const began = performance.now();
    const found = await ground.discover('ada@company.example');
    expect(performance.now() - began).toBeLessThan(12_000);
    expect(found.verdict).not.toBe('found');
  });

  it('is "unavailable" when no name server answers', { timeout: 20_000 }, async () => {
    for (const name of ['', 'autoconfig.', 'autodiscover.', '_imaps._tcp.', '_imap._tcp.', '_autodiscover._tcp.'])
      ground.internet.dns.says(`${name}company.example`, 'SERVFAIL');
    expect((await ground.discover('ada@company.example')).verdict).toBe('unavailable');
  });
});
