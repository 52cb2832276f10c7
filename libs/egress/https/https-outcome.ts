/** What a web server did that is no answer. Closed; nothing of it says more about an address than `get` would throw. */
export type HttpsRefusal =
  /** Not an https URL, or one with a user name or a password in it. */
  | 'not-https'
  | 'too-many-redirects'
  /** A redirect to a URL that was asked already. */
  | 'redirect-loop'
  | 'body-too-large'
  /** Not HTTP, headers without end, or a body in an encoding that was not asked for. */
  | 'malformed-answer';

export interface HttpsAnswer {
  readonly kind: 'answered';
  readonly status: number;
  /** Names in lower case; several headers of one name stay apart. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Buffer;
  /** Every URL that was asked, the one that answered last: who decides on trust looks at each of them. */
  readonly hops: readonly URL[];
}

export type HttpsOutcome =
  HttpsAnswer | { readonly kind: 'refused'; readonly why: HttpsRefusal; readonly hops: readonly URL[] };

export interface HttpsRequest {
  readonly signal: AbortSignal;
  /** Of the body; one octet more and the connection is cut. */
  readonly maxBytes: number;
  /** Media types, as the header has them. */
  readonly accept?: string;
  /** Asked before a redirect is followed; on "no" the redirect itself is the answer. Left out: every https URL is followed. */
  readonly mayFollow?: (next: URL) => boolean;
}

export interface HttpsPost extends HttpsRequest {
  readonly body: string;
  readonly contentType: string;
}
