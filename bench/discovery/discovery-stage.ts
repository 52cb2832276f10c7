import {
  knowledgeOf,
  loadMxFacts,
  loadProviders,
  readAddress,
  shippedProviders,
  type DiscoveryAddress,
  type DiscoveryContext,
} from '@mail-access/connection-validator';
import { createEgress } from '@mail-access/egress';
import { scriptedInternet, type ScriptedInternet } from '@mail-access/testkit';

/** Every server, DNS included, takes so long for every answer. */
const delayMs = 50;
export const deadlineMs = 14_000;

export const situations = {
  'known provider': 'ada@fastmail.com',
  'SRV only': 'ada@srv.example',
  'autoconfig only': 'ada@autoconfig-only.example',
  'guess only': 'ada@guess.example',
  'Exchange Autodiscover': 'ada@exchange.example',
  nothing: 'ada@nothing.example',
} as const;
export type Situation = keyof typeof situations;

/** The servers of all situations, and what discovery needs to find them. */
export interface DiscoveryStage extends AsyncDisposable {
  readonly context: DiscoveryContext;
  readonly address: (situation: Situation) => DiscoveryAddress;
}

const server = (tag: string, type: string, host: string, port: number): string =>
  `<${tag} type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>SSL</socketType>` +
  `<username>%EMAILADDRESS%</username></${tag}>`;

async function setUp(internet: ScriptedInternet): Promise<void> {
  for (const host of ['mail.srv.example', 'mail.autoconfig-only.example', 'mail.guess.example']) {
    await internet.mailServer(host, 993, { protocol: 'imap', security: 'tls' });
    await internet.mailServer(host, 465, { protocol: 'smtp', security: 'tls' });
  }
  const record = (port: number) => ({ SRV: [{ priority: 0, weight: 1, port, target: 'mail.srv.example' }] });
  internet.knows('_imaps._tcp.srv.example', record(993));
  internet.knows('_submissions._tcp.srv.example', record(465));
  const host = 'mail.autoconfig-only.example';
  const file = `<clientConfig><emailProvider>${server('incomingServer', 'imap', host, 993)}${server('outgoingServer', 'smtp', host, 465)}</emailProvider></clientConfig>`;
  await internet.website(['autoconfig.autoconfig-only.example'], (_, response) => response.end(file));
  const ews = '<Protocol><Type>EXPR</Type><EwsUrl>https://mail.exchange.example/EWS/Exchange.asmx</EwsUrl></Protocol>';
  const pox = `<Autodiscover><Response><Account><Action>settings</Action>${ews}</Account></Response></Autodiscover>`;
  await internet.website(['autodiscover.exchange.example'], (request, response) =>
    response.writeHead(request.method === 'POST' ? 200 : 404).end(pox),
  );
}

/** Starts the servers. */
export async function openDiscoveryStage(): Promise<DiscoveryStage> {
  const internet = await scriptedInternet({ delayMs });
  await setUp(internet);
  const { dns, caPem, dial } = internet;
  const egress = createEgress({ dnsServers: [dns.server], allow: [], ca: [caPem], dial });
  const knowledge = knowledgeOf(loadProviders(shippedProviders), loadMxFacts());
  return {
    context: { egress, knowledge, ispdbUrl: '', random: Math.random },
    address: (situation) => readAddress(situations[situation]),
    [Symbol.asyncDispose]: () => internet[Symbol.asyncDispose](),
  };
}

/** The milliseconds of one discovery. @throws Error when it found what it should not, or nothing where there is something */
export async function timed(situation: Situation, work: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  const found = await work();
  const took = performance.now() - startedAt;
  if (found === (situation === 'nothing')) throw new Error(`a discovery of the bench went wrong: ${situation}`);
  return took;
}
