import type { HttpsOutcome } from './https-outcome.js';
import type { Question, Reply } from './ask-once.js';

/** As many as Exchange's own clients follow. */
const maxRedirects = 10;
const redirecting = new Set([301, 302, 303, 307, 308]);

/** An https URL without user name and password; null for anything else. The fragment never leaves the house. */
export function readHttpsUrl(text: string, base?: URL): URL | null {
  const url = URL.parse(text, base?.href);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url;
}

/** Where an answer points; null when it does not. */
function locationOf(reply: Extract<Reply, { status: number }>): string | null {
  return redirecting.has(reply.status) ? (reply.headers['location']?.[0] ?? null) : null;
}

/** 303 asks for the answer elsewhere (RFC 9110 §15.4.4); otherwise the question itself moves, as Autodiscover needs it. */
function moved(question: Question, status: number, url: URL): Question {
  if (status !== 303) return { ...question, url };
  const { maxBytes, accept } = question;
  return { method: 'GET', url, maxBytes, accept };
}

/** Asks, and asks where the answer points, never the same URL twice and never anything but https. */
export async function followRedirects(
  first: Omit<Question, 'url'> & { readonly url: string },
  ask: (question: Question) => Promise<Reply>,
  mayFollow: (next: URL) => boolean = () => true,
): Promise<HttpsOutcome> {
  const hops: URL[] = [];
  const start = readHttpsUrl(first.url);
  if (start === null) return { kind: 'refused', why: 'not-https', hops };
  let question: Question = { ...first, url: start };
  for (;;) {
    const { url } = question;
    if (hops.some((hop) => hop.href === url.href)) return { kind: 'refused', why: 'redirect-loop', hops };
    if (hops.length > maxRedirects) return { kind: 'refused', why: 'too-many-redirects', hops };
    hops.push(url);
    const reply = await ask(question);
    if (reply.why !== undefined) return { kind: 'refused', why: reply.why, hops };
    const location = locationOf(reply);
    if (location === null) return { kind: 'answered', ...reply, hops };
    const next = readHttpsUrl(location, url);
    if (next === null) return { kind: 'refused', why: 'not-https', hops };
    if (!mayFollow(next)) return { kind: 'answered', ...reply, hops };
    question = moved(question, reply.status, next);
  }
}
