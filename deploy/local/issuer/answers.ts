import type { IncomingMessage, ServerResponse } from 'node:http';

/** What an end point of the issuer answers. */
export type Answer = { json: unknown; status?: number } | { html: string; status?: number } | { redirect: string };

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  if ('redirect' in answer) {
    response.writeHead(302, { location: answer.redirect }).end();
  } else if ('html' in answer) {
    const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
    response.setHeader('content-security-policy', policy);
    response.writeHead(answer.status ?? 200, { 'content-type': 'text/html; charset=utf-8' }).end(answer.html);
  } else {
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
  }
}

/** An error of OAuth 2 (RFC 6749, section 5.2). */
export function oauthError(error: string, description: string): Answer {
  return { status: 400, json: { error, error_description: description } };
}

const bodyLimit = 16_384;

/** The form a client posts (RFC 6749, section 4.1.3). Throws when it is too long. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > bodyLimit) throw new Error('form too long');
  }
  return new URLSearchParams(text);
}
