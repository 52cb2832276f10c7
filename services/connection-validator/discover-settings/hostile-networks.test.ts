import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAddress } from './email-address.js';
import { autoconfigFile, discoveryGround, type DiscoveryGround } from './testing/discovery-ground.js';
import { parseXml } from './xml/parse-xml.js';

describe('XML of strangers', () => {
  const bombs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  it.each<[string, string]>([
    ['entities that grow', `<!DOCTYPE a [<!ENTITY l0 "lol">${bombs}]><a>&l9;</a>`],
    ['an entity from a file', '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>'],
    ['a document type alone', '<!DOCTYPE a SYSTEM "http://169.254.169.254/"><a/>'],
    ['a document type behind a comment', '<!-- x --><!DOCTYPE a><a/>'],
    ['an entity that nobody defined', '<a>&nbsp;</a>'],
    ['elements in elements', `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`],
    ['elements without number', `<a>${'<b/>'.repeat(5_000)}</a>`],
    ['two roots', '<a/><a/>'],
    ['an element that is not closed', '<a><b></a>'],
    ['an encoding of nowhere', '<?xml version="1.0" encoding="x-none"?><a/>'],
    ['a character that XML does not have', '<a>\u{1}</a>'],
    ['nothing', ''],
  ])('with %s is refused', (_, text) => {
    expect(parseXml(Buffer.from(text))).toBeNull();
  });

  it('may have comments, CDATA, prefixes, a byte order mark and another encoding', () => {
    const text =
      '\uFEFF<?xml version="1.0" encoding="utf-8"?><!-- c --><x:a xmlns:x="y"><b><![CDATA[1 & 2]]></b></x:a>';
    expect(parseXml(Buffer.from(text))).toMatchObject({ name: 'a', children: [{ name: 'b', text: '1 & 2' }] });
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>Vid\u00e9otron</a>', 'latin1');
    expect(parseXml(latin)?.text).toBe('Vidéotron');
  });
});

describe('a network that means no good', () => {
  let ground: DiscoveryGround;
  beforeEach(async () => void (ground = await discoveryGround()));
  afterEach(() => ground[Symbol.asyncDispose]());

  it('may pour settings without end, and memory stays flat', async () => {
    await ground.internet.website(['autoconfig.company.example', 'company.example'], (_, response) => {
      const chunk = '<a>'.repeat(20_000);
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour);
      pour();
    });
    const before = process.memoryUsage().rss;
    const found = await ground.discover('ada@company.example');
    expect(found.findings.find(({ source }) => source === 'autoconfig')?.outcome).toBe('invalid');
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it('may name mail servers on other ports and internal hosts: nobody is connected to', async () => {
    for (const [incoming, outgoing] of [
      ['inside.company.example', 'inside.company.example'],
      ['127.0.0.1', '127.0.0.1'],
      ['localhost', '0x7f.1'],
    ] as const) {
      await using other = await discoveryGround();
      other.internet.knows('inside.company.example', { A: ['192.168.1.10'] });
      await other.internet.website(['autoconfig.company.example'], (_, response) =>
        response.end(autoconfigFile(incoming, outgoing)),
      );
      const found = await other.discover('ada@company.example');
      expect(found.candidates).toEqual([]);
      expect(found.findings.find(({ source }) => source === 'autoconfig')?.outcome).toBe('blocked');
    }
  });

  it('may answer with rubbish in the place of a mail server', async () => {
    const target = 'mail.company.example';
    ground.internet.knows('_imaps._tcp.company.example', { SRV: [{ priority: 0, weight: 1, port: 993, target }] });
    ground.internet.knows('_submissions._tcp.company.example', {
      SRV: [{ priority: 0, weight: 1, port: 465, target }],
    });
    await ground.internet.mailServer(target, 993, { protocol: 'smtp', security: 'tls' });
    await ground.internet.mailServer(target, 465, { protocol: 'pop3', security: 'tls' });
    const [candidate] = (await ground.discover('ada@company.example')).candidates;
    expect(candidate).toMatchObject({ certificate: 'failed', needsConfirmation: true });
  });

  it('may strip STARTTLS: such a server is not to be used, and never in clear', async () => {
    const target = 'mail.company.example';
    ground.internet.knows('_imap._tcp.company.example', { SRV: [{ priority: 0, weight: 1, port: 143, target }] });
    ground.internet.knows('_submission._tcp.company.example', { SRV: [{ priority: 0, weight: 1, port: 587, target }] });
    await ground.internet.mailServer(target, 143, { protocol: 'imap', security: 'none' });
    await ground.internet.mailServer(target, 587, { protocol: 'smtp', security: 'none' });
    const { candidates } = await ground.discover('ada@company.example');
    expect(candidates.map(({ incoming, certificate }) => [incoming.security, certificate])).toEqual([
      ['starttls', 'failed'],
    ]);
  });

  it('may have a silent host in the first place: what the second one tells is looked at all the same', async () => {
    await ground.internet.silentHost('autoconfig.company.example', 443);
    await ground.internet.website(['company.example'], (_, response) =>
      response.end(autoconfigFile('mail.company.example')),
    );
    await ground.internet.mailServer('mail.company.example', 993, { protocol: 'imap', security: 'tls' });
    await ground.internet.mailServer('mail.company.example', 465, { protocol: 'smtp', security: 'tls' });
    const [candidate] = (await ground.discover('ada@company.example')).candidates;
    expect(candidate).toMatchObject({ source: 'autoconfig', trusted: true, certificate: 'verified' });
  });

  it('hears of no name above the registrable domain', async () => {
    await ground.discover('ada@mail.company.co.uk');
    const names = ground.internet.dns.questions.map((question) => question.split(' ')[1] ?? '');
    expect(names.filter((name) => !name.endsWith('mail.company.co.uk'))).toEqual([]);
    expect(readAddress('ada@mail.company.co.uk').ownDomain).toBe('company.co.uk');
  });
});

describe('a live ISPDB', () => {
  it('is asked by the domain, trusted, and by the exchanger of the domain, which is not', async () => {
    await using ground = await discoveryGround({ ispdbUrl: 'https://ispdb.example/v1.1/' });
    const asked: string[] = [];
    await ground.internet.website(['ispdb.example'], (request, response) => {
      asked.push(request.url ?? '');
      const known = request.url === '/v1.1/hoster.example' || request.url === '/v1.1/direct.example';
      response.writeHead(known ? 200 : 404).end(known ? autoconfigFile('mail.hoster.example') : '');
    });
    ground.internet.knows('company.example', { MX: [{ preference: 1, exchange: 'mx.hoster.example' }] });
    await ground.internet.mailServer('mail.hoster.example', 993, { protocol: 'imap', security: 'tls' });
    await ground.internet.mailServer('mail.hoster.example', 465, { protocol: 'smtp', security: 'tls' });
    const [direct] = (await ground.discover('ada@direct.example')).candidates;
    expect(direct).toMatchObject({ source: 'ispdb', trusted: true, needsConfirmation: true });
    const [byExchanger] = (await ground.discover('ada@company.example')).candidates;
    expect(byExchanger).toMatchObject({ source: 'ispdb', trusted: false, needsConfirmation: true });
    expect(asked.join()).not.toContain('ada');
  });
});
