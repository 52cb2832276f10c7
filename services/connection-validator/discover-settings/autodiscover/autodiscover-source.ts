// https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/autodiscover-for-exchange
import type { HttpsOutcome } from '@mail-access/egress';
import { isOwnHost, readAddress, usualUsernames, type DiscoveryAddress } from '../email-address.js';
import { inOrder } from '../in-order.js';
import { signInOf } from '../known-hosts.js';
import { orderTargets } from '../srv/order-targets.js';
import { nothingFound, paired, type DiscoveryContext, type SettingsSource, type SourceReport } from '../source.js';
import { askEws } from './ask-ews.js';
import { parsePox, type PoxAnswer, type PoxServer } from './parse-pox.js';
import { poxRequest } from './pox-request.js';
import { readV2 } from './read-v2.js';

const maxBytes = 256 * 1024;
const maxRedirects = 10;

/** One walk from answer to answer. `asked` and `trusted` are handed on; the second can only fall. */
interface Walk {
  /** Whose settings they are; user names are made of it, whatever address a redirect names. */
  readonly subscriber: DiscoveryAddress;
  readonly address: DiscoveryAddress;
  readonly context: DiscoveryContext;
  readonly signal: AbortSignal;
  /** URLs and addresses that this walk was at. */
  readonly asked: ReadonlySet<string>;
  readonly trusted: boolean;
}

const endpoint = (host: string): string => `https://${host}/autodiscover/autodiscover.xml`;
const isMicrosoft = (url: URL | null): boolean => signInOf(url?.hostname ?? '') === 'microsoft';

/** What leads to Microsoft 365 leads to its fixed servers; everything else to the organisation's own Exchange. */
export function reportOfEws(url: string, { subscriber, context }: Walk, trusted: boolean): SourceReport {
  if (!isMicrosoft(URL.parse(url))) return { outcome: 'found', exchange: { url, trusted } };
  const report = context.knowledge.byExchanger('mail.protection.outlook.com', subscriber, 'autodiscover');
  return report ?? { outcome: 'found', signIn: 'microsoft' };
}

function reportOfSettings(
  answer: Extract<PoxAnswer, { kind: 'settings' }>,
  walk: Walk,
  trusted: boolean,
): SourceReport {
  const addressOf = ({ host, port, security, username }: PoxServer) => ({
    ...{ host, port, security },
    ...(username !== undefined && { username }),
  });
  const outgoing = answer.servers.filter(({ type }) => type === 'smtp').map(addressOf);
  const servers = answer.servers.flatMap(({ type, host, port, security, username }) => {
    if (type === 'smtp') return [];
    const usernames = [...new Set([...(username === undefined ? [] : [username]), ...usualUsernames(walk.subscriber)])];
    const provenance = {
      source: 'autodiscover',
      trusted,
      certificate: 'unknown',
      usernames,
      authentication: [],
    } as const;
    return paired([{ protocol: type, host, port, security }], outgoing, provenance);
  });
  const ews = answer.ewsUrl === null ? nothingFound : reportOfEws(answer.ewsUrl, walk, trusted);
  if (ews.signIn !== undefined || servers.length === 0) return ews;
  return { ...ews, outcome: 'found', servers };
}

function stepTo(walk: Walk, place: string, trusted: boolean): Walk | null {
  const key = place.toLowerCase();
  if (walk.asked.has(key) || walk.asked.size > maxRedirects) return null;
  return { ...walk, asked: new Set([...walk.asked, key]), trusted: walk.trusted && trusted };
}

async function followPox(answer: PoxAnswer, host: string, walk: Walk): Promise<SourceReport> {
  switch (answer.kind) {
    case 'settings':
      return reportOfSettings(answer, walk, walk.trusted);
    case 'redirect-url':
      return askPox(answer.url, walk);
    case 'redirect-address': {
      const address = readAddress(answer.address);
      const next = stepTo(walk, answer.address, address.ownDomain === walk.subscriber.ownDomain);
      if (next === null || address.ownDomain === null) return { outcome: 'invalid' };
      return inOrder(endpointsOf(address.domain).map((url) => askPox(url, { ...next, address })));
    }
    case 'error':
      // 500 and 501: no such address here. Anything else: it is Autodiscover, and wants another question.
      return answer.code === 500 || answer.code === 501
        ? { outcome: 'not-found', addressUnknown: true }
        : ewsBeside(host, walk);
    case 'invalid':
      return { outcome: 'invalid' };
  }
}

/** Autodiscover of Exchange on premises wants a sign-in first; that EWS is beside it can be seen without one. */
async function ewsBeside(host: string, walk: Walk): Promise<SourceReport> {
  const url = `https://${host}/EWS/Exchange.asmx`;
  const answer = await askEws(url, walk.context.egress, walk.signal);
  if (answer.kind === 'microsoft-sign-in') return { outcome: 'found', signIn: 'microsoft' };
  const isThere = answer.kind === 'endpoint' && (answer.certain || (await isOpen(host, walk)));
  return isThere ? reportOfEws(url, walk, walk.trusted) : nothingFound;
}

/** Whether a host asks for a password at its services only. One that asks for it everywhere says nothing of EWS. */
async function isOpen(host: string, { context, signal }: Walk): Promise<boolean> {
  const page = await context.egress.get(`https://${host}/`, { signal, maxBytes, mayFollow: () => false });
  return page.kind === 'answered' && page.status !== 401;
}

/** Posts the question, without credentials, and follows where the answer leads, but for Microsoft 365: that is known. */
async function askPox(url: string, from: Walk): Promise<SourceReport> {
  const walk = stepTo(from, url, isOwnHost(URL.parse(url)?.hostname ?? '', from.subscriber));
  if (walk === null) return { outcome: 'invalid' };
  if (isMicrosoft(URL.parse(url))) return reportOfEws(url, walk, walk.trusted);
  const { context, signal, address } = walk;
  const outcome: HttpsOutcome = await context.egress.post(url, {
    ...{ signal, maxBytes, accept: 'text/xml', contentType: 'text/xml; charset=utf-8' },
    ...{ body: poxRequest(address.address), mayFollow: (next) => !isMicrosoft(next) },
  });
  if (outcome.kind === 'refused') return { outcome: 'invalid' };
  const last = outcome.hops.at(-1);
  const redirect = URL.parse(outcome.headers['location']?.[0] ?? '', last?.href);
  const isRedirect = outcome.status >= 300 && outcome.status < 400;
  if (isRedirect && isMicrosoft(redirect)) return reportOfEws(redirect?.href ?? '', walk, false);
  const trusted = walk.trusted && outcome.hops.every((hop) => isOwnHost(hop.hostname, walk.subscriber));
  const host = last?.hostname ?? '';
  if (outcome.status === 401) return ewsBeside(host, { ...walk, trusted });
  return outcome.status === 200 ? followPox(parsePox(outcome.body), host, { ...walk, trusted }) : nothingFound;
}

function endpointsOf(domain: string): string[] {
  return [endpoint(domain), endpoint(`autodiscover.${domain}`)];
}

async function askV2(host: string, walk: Walk): Promise<SourceReport> {
  const { address, context, signal, subscriber } = walk;
  const found = await readV2(host, address.address, context.egress, signal);
  if (found === null) return nothingFound;
  return reportOfEws(
    found.url,
    walk,
    found.hops.every((hop) => isOwnHost(hop.hostname, subscriber)),
  );
}

/** Anybody on the way can answer http, so that what it leads to is never trusted. */
async function askThroughHttp(walk: Walk): Promise<SourceReport> {
  const { egress } = walk.context;
  const host = `autodiscover.${walk.address.domain}`;
  const url = await egress.probeHttpRedirect(`http://${host}/autodiscover/autodiscover.xml`, walk.signal);
  return url === null ? nothingFound : askPox(url, { ...walk, trusted: false });
}

/** Port 443 only, as every client does it. */
async function askThroughSrv(walk: Walk): Promise<SourceReport> {
  const { egress, random } = walk.context;
  const records = await egress.srv(`_autodiscover._tcp.${walk.address.domain}`, walk.signal);
  const usable = records.filter(({ target, port }) => target !== '' && port === 443);
  const [best] = orderTargets(usable, random);
  return best === undefined ? nothingFound : askPox(endpoint(best.target), walk);
}

function walkFrom(address: DiscoveryAddress, context: DiscoveryContext, signal: AbortSignal): Walk {
  const asked = new Set([address.address.toLowerCase()]);
  return { subscriber: address, address, context, signal, asked, trusted: true };
}

/** All ways at the same time; the official order decides among those that lead somewhere. */
export const autodiscoverSource: SettingsSource = (address, context, signal) => {
  const walk = walkFrom(address, context, signal);
  const ways = [
    ...endpointsOf(address.domain).map((url) => askPox(url, walk)),
    askV2(`autodiscover.${address.domain}`, walk),
    askThroughHttp(walk),
    askThroughSrv(walk),
  ];
  return inOrder(ways);
};

/** Autodiscover at one host that is known already, over https. */
export function autodiscoverAt(host: string): SettingsSource {
  return (address, context, signal) => {
    const walk = walkFrom(address, context, signal);
    return inOrder([askPox(endpoint(host), walk), askV2(host, walk)]);
  };
}
