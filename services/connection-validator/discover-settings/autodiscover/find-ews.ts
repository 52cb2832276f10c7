import type { HttpsAnswer, WebEgress } from '@mail-access/egress';
import { z } from 'zod';

const maxBytes = 64 * 1024;

/** Headers that Exchange puts on its answers, sign-in refused or not. */
const fingerprints = ['x-feserver', 'x-owa-version', 'x-calculatedbetarget', 'x-beserver'];

/** NTLM and Negotiate are asked for by Windows; Basic and Bearer by anybody, so that Exchange has to show itself. */
function looksLikeExchange({ status, headers }: HttpsAnswer): boolean {
  if (status !== 401) return false;
  const challenges = (headers['www-authenticate'] ?? []).join(',').toLowerCase();
  return /\b(?:ntlm|negotiate)\b/.test(challenges) || fingerprints.some((name) => name in headers);
}

/** The EWS endpoint of a host when one is there, asked without credentials; null when not. */
export async function exchangeAt(host: string, egress: WebEgress, signal: AbortSignal): Promise<string | null> {
  const url = `https://${host}/EWS/Exchange.asmx`;
  const outcome = await egress.get(url, { signal, maxBytes, accept: 'text/xml' });
  const moved = outcome.hops.length > 1;
  return outcome.kind === 'answered' && !moved && looksLikeExchange(outcome) ? url : null;
}

const V2Answer = z.object({ Protocol: z.string(), Url: z.url({ protocol: /^https$/ }) });

/** Autodiscover v2 (Exchange 2016 and later) tells the EWS endpoint to anybody. */
export async function readV2(
  host: string,
  address: string,
  egress: WebEgress,
  signal: AbortSignal,
): Promise<{ url: string; hops: readonly URL[] } | null> {
  const query = `autodiscover.json/v1.0/${encodeURIComponent(address)}?Protocol=Ews`;
  const outcome = await egress.get(`https://${host}/autodiscover/${query}`, {
    signal,
    maxBytes,
    accept: 'application/json',
  });
  if (outcome.kind === 'refused' || outcome.status !== 200) return null;
  const answer = V2Answer.safeParse(jsonOf(outcome.body));
  if (!answer.success || answer.data.Protocol.toLowerCase() !== 'ews') return null;
  return { url: answer.data.Url, hops: outcome.hops };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
