import type { SourceReport } from '../discover-settings/source.js';
import { deadEnd, type Clue } from './clue.js';
import { probeEndpoint, type Search } from './probe-endpoint.js';

/** What a source of settings says of Exchange, null when nothing; an endpoint that it names has to answer. */
export async function clueOfReport(
  { signIn, exchange, outcome, addressUnknown }: SourceReport,
  host: string,
  search: Search,
  signal: AbortSignal,
): Promise<Clue | null> {
  if (exchange !== undefined) return await probeEndpoint(exchange.url, search, signal);
  if (signIn !== undefined) return { kind: 'sign-in', signIn, diagnosis: 'oauth-required' };
  if (outcome === 'no-open-protocol') return deadEnd('provider-unsupported', host);
  if (outcome === 'blocked') return deadEnd('blocked-address', host);
  return addressUnknown === true ? deadEnd('mailbox-unavailable', host) : null;
}
