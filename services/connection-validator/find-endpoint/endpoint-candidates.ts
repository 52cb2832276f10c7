// https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/how-to-set-the-ews-service-url-by-using-the-ews-managed-api
import type { TypedAddress } from './read-typed-address.js';

/** The places to which a typed address leads, in the order in which they are asked. */
export interface EndpointCandidates {
  /** Where EWS could be: asked one after the other. */
  readonly endpoints: readonly string[];
  /** What the browser of the subscriber shows, as a path; it may lead to where the server really is. */
  readonly page: string;
  /** Where one question in clear may be asked for a redirect to https; null when https was typed. */
  readonly plainPage: string | null;
}

/** What can be asked beside an endpoint of a host that answered there. */
export interface PlacesBeside {
  readonly page: string;
  /** Tells that EWS is there, and nothing more. */
  readonly description: string;
  /** Host, and port unless it is the usual one, to ask Autodiscover of; null for a bare address, which has no e-mail domain. */
  readonly autodiscover: string | null;
}

const ewsPath = /^(.*)\/ews(?:\/(?:exchange\.asmx|services\.wsdl)?)?\/?$/i;

/** Whether a path is that of EWS, which every version serves in any mixture of capitals. */
export function isEwsPath(path: string): boolean {
  return ewsPath.test(path);
}

/** The mailbox in /exchange/ada is nobody's business before a sign-in. */
function pageOf(path: string): string {
  return isEwsPath(path) ? '/' : path.replace(/^(\/(?:exchange|owa|public)\/).*$/i, '$1');
}

/** `/EWS/Exchange.asmx` at the place that was typed, whatever page of the server was typed. */
export function candidatesOf({ scheme, host, port, path }: TypedAddress): EndpointCandidates {
  const usual = `https://${host}`;
  const withPort = port === null ? host : `${host}:${port}`;
  // A port that was typed for http says nothing of https.
  const typed = scheme === 'http' ? usual : `https://${withPort}`;
  const places = [`${typed}${ewsPath.exec(path)?.[1] ?? ''}`, typed, usual];
  const page = pageOf(path);
  return {
    endpoints: [...new Set(places.map((place) => `${place}/EWS/Exchange.asmx`))],
    page,
    plainPage: scheme === 'https' ? null : `http://${scheme === 'http' ? withPort : host}${page}`,
  };
}

/** The other places of a host, by the endpoint at which it answered. */
export function placesBeside(endpoint: string, page: string, { isLiteral }: TypedAddress): PlacesBeside {
  const { origin, host } = new URL(endpoint);
  return {
    page: `${origin}${page}`,
    description: `${origin}/EWS/Services.wsdl`,
    autodiscover: isLiteral ? null : host,
  };
}
