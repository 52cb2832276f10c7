import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { HttpsOutcome, HttpsPost, HttpsRequest } from './https/https-outcome.js';
import type { MxRecord, SrvRecord } from './records/look-up-records.js';

/** A host whose addresses were looked up and judged once; everything that follows goes to these addresses. */
export interface PinnedHost {
  /** The host as typed, in ASCII, lower case, without a final dot; an address in its canonical form. */
  readonly host: string;
  /** In the order to try; every one of them may be reached. */
  readonly addresses: readonly string[];
}

/**
 * The one door to the outside network. Every method throws `EgressFailure`, and ends when its signal is aborted:
 * `timed-out` when the reason is a `TimeoutError` (`AbortSignal.timeout`), `cancelled` otherwise.
 */
export interface Egress {
  /**
   * Looks a host up once. An address, in whatever spelling, and `localhost` (RFC 6761) are answered without asking.
   * One answer that may not be reached refuses the whole host (`blocked-address`).
   */
  resolve(host: string, signal: AbortSignal): Promise<PinnedHost>;
  /** Connects to the first address that accepts, attempts staggered by 250 ms (RFC 8305). Mail ports only. */
  connect(host: PinnedHost, port: number, signal: AbortSignal): Promise<Socket>;
  /**
   * Starts TLS 1.2 or newer on a connected socket and verifies that the certificate is valid for `host`.
   * On failure the socket is destroyed.
   */
  secure(socket: Socket, host: PinnedHost, signal: AbortSignal): Promise<TLSSocket>;
}

/** Questions to web servers, without credentials, by the same rules: pinned, judged and verified at each hop. */
export interface WebEgress {
  /** https on port 443 only; at most ten redirects, none repeated, each of them judged like the first. */
  get(url: string, request: HttpsRequest): Promise<HttpsOutcome>;
  /** As `get`. A redirect takes the body along, except 303, which is followed by a GET. */
  post(url: string, request: HttpsPost): Promise<HttpsOutcome>;
  /**
   * Asks an `http:` URL on port 80 for the https URL that it redirects to, and follows nothing. Null when there is
   * none. Whatever else it answers is not looked at: anybody on the way could have said it.
   */
  probeHttpRedirect(url: string, signal: AbortSignal): Promise<string | null>;
}

/** Look-ups of records other than addresses, at the same DNS servers. An empty answer is no failure. */
export interface RecordEgress {
  /** Lowest preference number first. */
  mx(domain: string, signal: AbortSignal): Promise<readonly MxRecord[]>;
  srv(service: string, signal: AbortSignal): Promise<readonly SrvRecord[]>;
  cname(name: string, signal: AbortSignal): Promise<string | null>;
}

/** All of the door. */
export type FullEgress = Egress & WebEgress & RecordEgress;

export interface EgressOptions {
  /** `address:port` of the DNS servers that every name is asked of; empty: those of the system. */
  readonly dnsServers: readonly string[];
  /** CIDR blocks that may be reached although internal, on any port. */
  readonly allow: readonly string[];
  /** Further ports that may be reached besides those of mail. */
  readonly extraPorts?: readonly number[];
  /** PEM certificates of further authorities to trust, besides those of Node and `NODE_EXTRA_CA_CERTS`. */
  readonly ca?: readonly string[];
  /**
   * Where a connection really goes once it is permitted, for tests that serve port 443, or a public address, on a free
   * port of their own.
   */
  readonly dial?: (address: string, port: number) => { readonly address: string; readonly port: number };
}
