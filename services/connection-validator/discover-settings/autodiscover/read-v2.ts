import type { HttpsAnswer, WebEgress } from '@mail-access/egress';
import { z } from 'zod';
import { signInOf } from '../known-hosts.js';
import { readHttpsUrl } from './read-https-url.js';

const maxBytes = 64 * 1024;

const V2Answer = z.object({ Protocol: z.string(), Url: z.string() });

/** Exchange has had the question in both forms since 2016; some servers that imitate it know one of them. */
function questionsOf(host: string, address: string): string[] {
  const at = `https://${host}/autodiscover/autodiscover.json`;
  const email = encodeURIComponent(address);
  return [`${at}/v1.0/${email}?Protocol=Ews`, `${at}?Email=${email}&Protocol=Ews`];
}

/**
 * Autodiscover v2 tells the EWS endpoint to anybody. Null when it does not; `hops` are the URLs that were asked.
 *
 * @throws EgressFailure when the host cannot be reached
 */
export async function readV2(
  host: string,
  address: string,
  egress: Pick<WebEgress, 'get'>,
  signal: AbortSignal,
): Promise<{ url: string; hops: readonly URL[] } | null> {
  for (const question of questionsOf(host, address)) {
    const mayFollow = (next: URL): boolean => signInOf(next.hostname) !== 'microsoft';
    const outcome = await egress.get(question, { signal, maxBytes, accept: 'application/json', mayFollow });
    if (outcome.kind === 'refused') continue;
    const url = outcome.status === 200 ? ewsUrlOf(outcome.body) : microsoftUrlOf(outcome);
    if (url !== null) return { url, hops: outcome.hops };
  }
  return null;
}

/** A redirect to Microsoft 365, which was not followed: it says enough. */
function microsoftUrlOf({ status, headers }: HttpsAnswer): string | null {
  const url = status >= 300 && status < 400 ? readHttpsUrl(headers['location']?.[0] ?? '') : null;
  return url !== null && signInOf(new URL(url).hostname) === 'microsoft' ? url : null;
}

function ewsUrlOf(body: Buffer): string | null {
  const answer = V2Answer.safeParse(jsonOf(body));
  if (!answer.success || answer.data.Protocol.toLowerCase() !== 'ews') return null;
  return readHttpsUrl(answer.data.Url);
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
