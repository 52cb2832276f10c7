import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

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

export interface EgressOptions {
  /** `address:port` of the DNS servers that every name is asked of; empty: those of the system. */
  readonly dnsServers: readonly string[];
  /** CIDR blocks that may be reached although internal, on any port. */
  readonly allow: readonly string[];
  /** Further ports that may be reached besides those of mail. */
  readonly extraPorts?: readonly number[];
  /** PEM certificates of further authorities to trust, besides those of Node and `NODE_EXTRA_CA_CERTS`. */
  readonly ca?: readonly string[];
}
