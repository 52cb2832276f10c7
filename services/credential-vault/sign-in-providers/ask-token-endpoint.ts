import { EgressFailure, type WebEgress } from '@mail-access/egress';
import { Secret } from '@mail-access/secret';
import { z } from 'zod';
import type { RefusedTokens, TokenAnswer, TokenFault } from './token-answer.js';

/** Of an answer: ten times what a token with many groups in it takes. */
const maxBytes = 64 * 1_024;
/** What fits into a sealed text on the bus (8,192 characters) with everything around it. */
const longestToken = 5_500;
const longestRetryAfterMs = 60 * 60_000;
/** What RFC 6749 §5.1 leaves open, both vendors have always said. */
const usualLifetimeSeconds = 3_600;

const token = z.string().min(1).max(longestToken);

/** RFC 6749 §5.1. Some servers send the number as a text. */
const Granted = z.object({
  access_token: token,
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce
    .number()
    .int()
    .positive()
    .max(7 * 86_400)
    .default(usualLifetimeSeconds),
  refresh_token: token.optional(),
  scope: z.string().max(4_000).optional(),
  id_token: z.string().max(16_000).optional(),
});

/** RFC 6749 §5.2, with what Microsoft adds. */
const Refused = z.object({
  error: z.string().max(100),
  error_codes: z.array(z.number()).max(20).optional().catch(undefined),
  suberror: z.string().max(100).optional().catch(undefined),
});

/** An error of a token end point, as the vendor names it. */
export type TokenError = z.output<typeof Refused>;

export interface TokenQuestion {
  readonly url: string;
  readonly form: Readonly<Record<string, string | Secret<string>>>;
  /** Whether an error is the grant's; null when it is not. */
  readonly verdict: (error: TokenError) => Omit<RefusedTokens, 'kind'> | null;
}

/**
 * Posts a form to a token end point and reads what comes. No redirect is followed: it would take the client's secret and
 * the grant to wherever it points. Throws only when the signal is aborted.
 */
export async function askTokenEndpoint(
  egress: Pick<WebEgress, 'post'>,
  { url, form, verdict }: TokenQuestion,
  signal: AbortSignal,
): Promise<TokenAnswer> {
  const answer = await postForm(egress, url, form, signal);
  if ('kind' in answer) return answer;
  const { status, body } = answer;
  if (status === 429) return fault('rate-limited', answer.retryAfterMs);
  if (status >= 500) return fault('provider-error', answer.retryAfterMs);
  if (status === 200) return grantedIn(body);
  const refused = Refused.safeParse(body);
  if (!refused.success || status < 400) return fault('unintelligible');
  const found = verdict(refused.data);
  if (found !== null) return { kind: 'refused', ...found };
  return fault(isOfClient(refused.data) ? 'client-rejected' : 'provider-error', answer.retryAfterMs);
}

function isOfClient({ error }: TokenError): boolean {
  return error === 'invalid_client' || error === 'unauthorized_client';
}

function grantedIn(body: unknown): TokenAnswer {
  const parsed = Granted.safeParse(body);
  if (!parsed.success) return fault('unintelligible');
  const { access_token, expires_in, refresh_token, scope, id_token } = parsed.data;
  return {
    kind: 'granted',
    accessToken: Secret.of(access_token),
    expiresInSeconds: expires_in,
    ...(refresh_token !== undefined && { refreshToken: Secret.of(refresh_token) }),
    ...(scope !== undefined && { scopes: scope.split(' ').filter((one) => one !== '') }),
    ...(id_token !== undefined && { idToken: Secret.of(id_token) }),
  };
}

function fault(cause: TokenFault['cause'], retryAfterMs?: number): TokenFault {
  return { kind: 'fault', cause, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

interface FormAnswer {
  readonly status: number;
  /** What JSON it was; null for anything else. */
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
}

/** Posts a form of secrets: the one function in which they leave the house. */
export async function postForm(
  egress: Pick<WebEgress, 'post'>,
  url: string,
  form: TokenQuestion['form'],
  signal: AbortSignal,
): Promise<FormAnswer | TokenFault> {
  const fields = Object.entries(form).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value.reveal(),
  ]);
  const body = new URLSearchParams(fields as [string, string][]).toString();
  const contentType = 'application/x-www-form-urlencoded';
  const request = { signal, maxBytes, accept: 'application/json', body, contentType, mayFollow: () => false };
  try {
    const answer = await egress.post(url, request);
    if (answer.kind === 'refused') return fault('unintelligible');
    const retryAfterMs = readRetryAfter(answer.headers['retry-after']?.[0]);
    return { status: answer.status, body: readJson(answer.body), retryAfterMs };
  } catch (error) {
    if (!(error instanceof EgressFailure)) throw error;
    return fault('unreachable');
  }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function readRetryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestRetryAfterMs);
}
