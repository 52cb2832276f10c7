import { DiscoverySource } from '@mail-access/contracts';
import { expect, it } from 'vitest';
import { loadProviders, shippedProviders } from '../providers/load-providers.js';
import { askedTogether, discoverLocally, everySource } from './discover.js';
import { readAddress } from './email-address.js';
import { autoconfigFile, discoveryGround, shippedKnowledge, type DiscoveryGround } from './testing/discovery-ground.js';

it('facts alone know the servers of every domain of every provider, each within 5 ms', async () => {
  await using ground = await discoveryGround();
  const slow: number[] = [];
  const unknown: string[] = [];
  for (const { domains, signIn, servers } of loadProviders(shippedProviders)) {
    for (const domain of domains) {
      const began = performance.now();
      const found = discoverLocally(readAddress(`ada@${domain}`), ground.context);
      slow.push(performance.now() - began);
      const told = signIn === 'none' ? found?.findings[0]?.outcome === 'no-open-protocol' : found?.verdict === 'found';
      const hosts = servers.flatMap(({ incoming }) => incoming.map(({ host }) => host.replaceAll('{domain}', domain)));
      const best = found?.candidates[0]?.incoming.host;
      if (!told || (best !== undefined && !hosts.includes(best))) unknown.push(domain);
    }
  }
  expect(unknown).toEqual([]);
  expect(slow.length).toBeGreaterThan(900);
  // The median: on a busy machine single ones wait for a processor. The bench measures it.
  expect(slow.toSorted((one, other) => one - other)[Math.floor(slow.length / 2)]).toBeLessThan(5);
  expect(shippedKnowledge().isKnownHost('imap.fastmail.com')).toBe(true);
});

/** A domain that every source knows something of, each something else. */
async function knowEverywhere({ internet }: DiscoveryGround): Promise<void> {
  const at = async (host: string): Promise<void> => {
    await internet.mailServer(host, 993, { protocol: 'imap', security: 'tls' });
    await internet.mailServer(host, 465, { protocol: 'smtp', security: 'tls' });
  };
  for (const name of ['by-autoconfig', 'by-ispdb', 'by-srv', 'by-autodiscover', 'mail'])
    await at(`${name}.company.example`);
  internet.knows('company.example', { MX: [{ preference: 1, exchange: 'in1-smtp.messagingengine.com' }] });
  await internet.website(['autoconfig.company.example'], (_, response) =>
    response.end(autoconfigFile('by-autoconfig.company.example')),
  );
  await internet.website(['ispdb.example'], (_, response) => response.end(autoconfigFile('by-ispdb.company.example')));
  const srv = (port: number) => ({ SRV: [{ priority: 0, weight: 0, port, target: 'by-srv.company.example' }] });
  internet.knows('_imaps._tcp.company.example', srv(993));
  internet.knows('_submissions._tcp.company.example', srv(465));
  internet.knows('autodiscover.company.example', { CNAME: 'autodiscover.outlook.com', A: [] });
  const server = (type: string, port: number): string =>
    `<Protocol><Type>${type}</Type><Server>by-autodiscover.company.example</Server><Port>${port}</Port><SSL>on</SSL></Protocol>`;
  const account = `<Account><Action>settings</Action>${server('IMAP', 993)}${server('SMTP', 465)}</Account>`;
  await internet.website(['company.example'], (request, response) =>
    request.method === 'POST'
      ? response.end(`<Autodiscover><Response>${account}</Response></Autodiscover>`)
      : response.writeHead(404).end(),
  );
}

it('with each source switched off in turn, the next one in the order of trust decides', async () => {
  await using ground = await discoveryGround({ ispdbUrl: 'https://ispdb.example/v1.1' });
  await knowEverywhere(ground);
  const hosts: (string | undefined)[] = [];
  for (let off = 0; off <= askedTogether.length; off += 1) {
    const { candidates } = await ground.discover('ada@company.example', everySource.slice(off));
    hosts.push(candidates[0]?.incoming.host);
  }
  expect(hosts).toEqual([
    'imap.fastmail.com',
    'by-autoconfig.company.example',
    'by-ispdb.company.example',
    'by-srv.company.example',
    'outlook.office365.com',
    'by-autodiscover.company.example',
    'mail.company.example',
  ]);
  expect(askedTogether.map(({ source }) => source)).toEqual(DiscoverySource.options.slice(1, -1));
});
