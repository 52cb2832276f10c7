// https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/how-to-set-the-ews-service-url-by-using-the-ews-managed-api
import type { TypedAddress } from './read-typed-address.js';

/** The places to which a typed address leads, in the order in which they are asked. */
export interface EndpointCandidates {
  /** Where EWS could be: asked one after the other. */
  readonly endpoints: readonly string[];
  /** Tells that EWS is there, and nothing more. */
  readonly description: string;
  /** What the browser of the subscriber shows; it may lead to where the server really is. */
  readonly page: string;
  /** A name to ask Autodiscover of; null for a bare address, which no certificate is made for. */
  readonly autodiscoverHost: string | null;
  /** Where one question in clear may be asked for a redirect to https; null when https was typed. */
  readonly plainPage: string | null;
}

const ewsPath = /^(.*)\/ews(?:\/(?:exchange\.asmx|services\.wsdl)?)?\/?$/i;

/** Whether a path is that of EWS, which every version serves in any mixture of capitals. */
export function isEwsPath(path: string): boolean {
  return ewsPath.test(path);
}

/** `/EWS/Exchange.asmx` at the place that was typed, whatever page of the server was typed. */
export function candidatesOf({ scheme, host, isLiteral, port, path }: TypedAddress): EndpointCandidates {
  const usual = `https://${host}`;
  // A port that was typed for http says nothing of https.
  const typed = port === null || scheme === 'http' ? usual : `${usual}:${port}`;
  const folder = ewsPath.exec(path)?.[1] ?? '';
  const places = [`${typed}${folder}`, typed, usual];
  // The mailbox in /exchange/ada is nobody's business before a sign-in.
  const page = path.replace(/^(\/(?:exchange|owa|public)\/).*$/i, '$1');
  return {
    endpoints: [...new Set(places.map((place) => `${place}/EWS/Exchange.asmx`))],
    description: `${usual}/EWS/Services.wsdl`,
    page: isEwsPath(path) ? `${usual}/` : `${usual}${page}`,
    autodiscoverHost: isLiteral ? null : host,
    plainPage: scheme === 'https' || (port !== null && scheme === 'http') ? null : `http://${host}${page}`,
  };
}
