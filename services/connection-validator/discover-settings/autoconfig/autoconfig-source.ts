import type { DiscoverySource } from '@mail-access/contracts';
import type { HttpsOutcome } from '@mail-access/egress';
import { isOwnHost, type DiscoveryAddress } from '../email-address.js';
import { nothingFound, type DiscoveryContext, type SettingsSource, type SourceReport } from '../source.js';
import { inOrder } from '../in-order.js';
import { parseAutoconfig } from './parse-autoconfig.js';

/** The longest file of the ISPDB has 12 KB. */
const maxBytes = 128 * 1024;

/**
 * The two places at a domain, over https only. The address goes along at the first, as the draft has it: some operators
 * tell user names that no pattern can.
 */
export function autoconfigUrls({ address, domain }: DiscoveryAddress): string[] {
  const query = `?emailaddress=${encodeURIComponent(address)}`;
  const file = 'mail/config-v1.1.xml';
  return [`https://autoconfig.${domain}/${file}${query}`, `https://${domain}/.well-known/autoconfig/${file}${query}`];
}

/** Asks one URL. `isTrustedHop` says of each hop whether its owner may speak for the domain. */
export async function readAutoconfig(
  url: string,
  address: DiscoveryAddress,
  context: DiscoveryContext,
  signal: AbortSignal,
  provenance: { source: DiscoverySource; trusted: boolean; isTrustedHop: (hop: URL) => boolean },
): Promise<SourceReport> {
  const outcome: HttpsOutcome = await context.egress.get(url, {
    signal,
    maxBytes,
    accept: 'text/xml, application/xml',
  });
  if (outcome.kind === 'refused') return { outcome: 'invalid' };
  if (outcome.status !== 200) return nothingFound;
  const trusted = provenance.trusted && outcome.hops.every(provenance.isTrustedHop);
  return parseAutoconfig(outcome.body, address, { source: provenance.source, trusted });
}

/** The file at the domain itself (two places, the first has precedence). */
export const autoconfigSource: SettingsSource = (address, context, signal) =>
  inOrder(
    autoconfigUrls(address).map((url) =>
      readAutoconfig(url, address, context, signal, {
        source: 'autoconfig',
        trusted: true,
        isTrustedHop: (hop) => isOwnHost(hop.hostname, address),
      }),
    ),
  );
