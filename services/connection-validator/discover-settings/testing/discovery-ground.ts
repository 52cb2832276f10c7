import { createEgress } from '@mail-access/egress';
import { scriptedInternet, type ScriptedInternet } from '@mail-access/testkit';
import { loadProviders, shippedProviders } from '../../providers/load-providers.js';
import { discover, type TimedSource } from '../discover.js';
import { readAddress } from '../email-address.js';
import { loadMxFacts } from '../facts/mx-facts.js';
import { knowledgeOf, type ProviderKnowledge } from '../provider-knowledge.js';
import type { Discovery, DiscoveryContext } from '../source.js';

let shipped: ProviderKnowledge | undefined;

/** What the service ships with, read once. */
export function shippedKnowledge(): ProviderKnowledge {
  return (shipped ??= knowledgeOf(loadProviders(shippedProviders), loadMxFacts()));
}

/** A scripted internet, and the discovery that lives on it. */
export interface DiscoveryGround extends AsyncDisposable {
  readonly internet: ScriptedInternet;
  readonly context: DiscoveryContext;
  discover(emailAddress: string, sources?: readonly TimedSource[], ms?: number): Promise<Discovery>;
}

export async function discoveryGround({
  delayMs = 0,
  ispdbUrl = '',
}: { delayMs?: number; ispdbUrl?: string } = {}): Promise<DiscoveryGround> {
  const internet = await scriptedInternet({ delayMs });
  const egress = createEgress({
    dnsServers: [internet.dns.server],
    allow: [],
    ca: [internet.caPem],
    dial: internet.dial,
  });
  const context = { egress, knowledge: shippedKnowledge(), ispdbUrl, random: () => 0 };
  return {
    internet,
    context,
    discover: (emailAddress, sources, ms = 13_000) =>
      discover(readAddress(emailAddress), context, AbortSignal.timeout(ms), sources),
    [Symbol.asyncDispose]: () => internet[Symbol.asyncDispose](),
  };
}

/** A configuration file with an IMAP and a submission server behind TLS. */
export function autoconfigFile(incoming: string, outgoing = incoming): string {
  const server = (tag: string, type: string, host: string, port: number): string =>
    `<${tag} type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>SSL</socketType>` +
    `<username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></${tag}>`;
  const servers = server('incomingServer', 'imap', incoming, 993) + server('outgoingServer', 'smtp', outgoing, 465);
  return `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="x">${servers}</emailProvider></clientConfig>`;
}
