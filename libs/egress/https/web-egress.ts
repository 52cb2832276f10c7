import type { Egress, WebEgress } from '../egress.js';
import { askOnce, type Question, type Reply } from './ask-once.js';
import { followRedirects, readHttpsUrl } from './follow-redirects.js';

interface Doors extends Pick<Egress, 'resolve' | 'secure'> {
  readonly connectHttps: Egress['connect'];
  readonly connectHttp: Egress['connect'];
}

function portOf(url: URL, standard: number): number {
  return url.port === '' ? standard : Number(url.port);
}

/** Name, connection and certificate anew for each question, so that no redirect gets round any of them. */
async function askSecurely(doors: Doors, question: Question, signal: AbortSignal): Promise<Reply> {
  const pinned = await doors.resolve(question.url.hostname, signal);
  const socket = await doors.connectHttps(pinned, portOf(question.url, 443), signal);
  return await askOnce(await doors.secure(socket, pinned, signal), question, signal);
}

async function probeHttpRedirect(doors: Doors, text: string, signal: AbortSignal): Promise<string | null> {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' || url.username !== '' || url.password !== '') return null;
  const pinned = await doors.resolve(url.hostname, signal);
  const socket = await doors.connectHttp(pinned, portOf(url, 80), signal);
  const reply = await askOnce(socket, { method: 'GET', url, maxBytes: 16_384, accept: '*/*' }, signal);
  if (reply.why !== undefined || reply.status < 300 || reply.status > 399) return null;
  return readHttpsUrl(reply.headers['location']?.[0] ?? '')?.href ?? null;
}

/** The part of the door for web servers. */
export function webEgress(doors: Doors): WebEgress {
  return {
    get: (url, { signal, maxBytes, accept = '*/*', mayFollow }) =>
      followRedirects(
        { method: 'GET', url, maxBytes, accept },
        (question) => askSecurely(doors, question, signal),
        mayFollow,
      ),
    post: (url, { signal, maxBytes, accept = '*/*', body, contentType, mayFollow }) =>
      followRedirects(
        { method: 'POST', url, maxBytes, accept, body, contentType },
        (question) => askSecurely(doors, question, signal),
        mayFollow,
      ),
    probeHttpRedirect: (url, signal) => probeHttpRedirect(doors, url, signal),
  };
}
