import type { ProviderFacts } from '@mail-access/connection-validator';
import { scriptedInternet, type ScriptedInternet } from '@mail-access/testkit';
import type { KnownMailbox } from './known-mailboxes.js';

export const ispdbUrl = 'https://ispdb.example/v1.1/';

const words = { tls: 'SSL', starttls: 'STARTTLS', none: 'plain' };

function configurationFile({ incoming, outgoing }: ProviderFacts, domain: string): string {
  const server = (tag: string, type: string, { host, port, security }: ProviderFacts['outgoing'][number]): string =>
    `<${tag} type="${type}"><hostname>${host.replaceAll('{domain}', domain)}</hostname><port>${port}</port>` +
    `<socketType>${words[security]}</socketType><username>%EMAILADDRESS%</username></${tag}>`;
  const servers = [
    ...incoming.map((one) => server('incomingServer', one.protocol, one)),
    ...outgoing.map((one) => server('outgoingServer', 'smtp', one)),
  ];
  return `<clientConfig><emailProvider>${servers.join('')}</emailProvider></clientConfig>`;
}

async function serveMail(internet: ScriptedInternet, mailboxes: readonly KnownMailbox[]): Promise<void> {
  const served = new Set<string>();
  for (const { domain, facts } of mailboxes) {
    const all = facts.flatMap(({ incoming, outgoing }) => [
      ...incoming,
      ...outgoing.map((one) => ({ protocol: 'smtp' as const, ...one })),
    ]);
    for (const { protocol, host: pattern, port, security } of all) {
      const host = pattern.replaceAll('{domain}', domain);
      if (served.has(`${host}:${port}`)) continue;
      served.add(`${host}:${port}`);
      await internet.mailServer(host, port, { protocol, security });
    }
  }
}

/**
 * The internet as the facts tell it: every server that they name is there with a valid certificate, an ISPDB has their
 * files, and mail exchangers are where they are known to be. What domains publish of themselves (autoconfig, SRV,
 * Autodiscover) is in no facts, so that nobody publishes anything.
 */
export async function coverageInternet(mailboxes: readonly KnownMailbox[]): Promise<ScriptedInternet> {
  const internet = await scriptedInternet();
  await serveMail(internet, mailboxes);
  const byDomain = new Map(mailboxes.map((one) => [one.domain, one]));
  await internet.website([new URL(ispdbUrl).hostname], (request, response) => {
    const domain = (request.url ?? '').split('/').at(-1) ?? '';
    const facts = byDomain.get(domain)?.facts[0];
    if (facts === undefined) response.writeHead(404).end();
    else response.end(configurationFile(facts, domain));
  });
  for (const { domain, exchanger } of mailboxes) {
    internet.knows(domain, { MX: [{ preference: 10, exchange: `mx1.${exchanger ?? domain}` }] });
  }
  return internet;
}
