import type { HttpsAnswer, HttpsOutcome } from '@mail-access/egress';
import { describe, expect, it } from 'vitest';
import { readEwsAnswer } from './read-ews-answer.js';

const url = new URL('https://mail.company.example/EWS/Exchange.asmx');

function answer(status: number, headers: Record<string, string | string[]> = {}, body = ''): HttpsAnswer {
  const lists = Object.entries(headers).map(([name, value]) => [name, [value].flat()] as const);
  return { kind: 'answered', status, headers: Object.fromEntries(lists), body: Buffer.from(body), hops: [url] };
}
const challenged = (...challenges: string[]) => readEwsAnswer(answer(401, { 'www-authenticate': challenges }));
const envelope = (inner: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inner}</s:Body></s:Envelope>`;

describe('the challenges of EWS', () => {
  it.each([
    [['Negotiate'], true],
    [['Negotiate', 'NTLM'], true],
    [['NTLM'], true],
    [['Basic realm="mail", NTLM'], true],
    [['Bearer client_id="x"', 'Negotiate', 'NTLM'], true],
    [['Basic realm="mail.company.example"'], false],
    [['Basic realm="a site with NTLM, Negotiate"'], false],
    [['Digest realm="x"'], false],
  ] as const)('%j: only Windows asks so is %s', (challenges, certain) => {
    expect(challenged(...challenges)).toEqual({ kind: 'endpoint', certain });
  });

  it.each(['x-feserver', 'x-owa-version', 'x-calculatedbetarget', 'x-beserver', 'x-diaginfo'])(
    'Basic of a server with %s is that of Exchange',
    (header) => {
      const headers = { 'www-authenticate': 'Basic realm="x"', [header]: '15.2' };
      expect(readEwsAnswer(answer(401, headers))).toEqual({ kind: 'endpoint', certain: true });
    },
  );

  it('of Microsoft alone mean its sign-in; tokens of anybody else, or none, mean nothing', () => {
    const microsoft = 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="x@*"';
    expect(challenged(microsoft)).toEqual({ kind: 'microsoft-sign-in' });
    expect(challenged('Bearer realm="api"')).toEqual({ kind: 'absent' });
    expect(challenged()).toEqual({ kind: 'absent' });
  });
});

describe('an answer to a question to EWS', () => {
  it('a redirect to a sign-in form is one', () => {
    const location = '/owa/auth/logon.aspx?url=x&reason=0';
    expect(readEwsAnswer(answer(302, { location }))).toEqual({ kind: 'redirect', to: new URL(location, url) });
  });

  it('a page is no EWS', () => {
    const html = '<!DOCTYPE html><html></html>';
    expect(readEwsAnswer(answer(200, { 'content-type': 'text/html' }, html))).toEqual({ kind: 'absent' });
  });

  it.each([200, 500])('%i with an envelope is EWS, and with a document type is not', (status) => {
    const fault = envelope('<s:Fault><faultstring>ErrorInvalidServerVersion</faultstring></s:Fault>');
    expect(readEwsAnswer(answer(status, {}, fault))).toEqual({ kind: 'endpoint', certain: true });
    const withType = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${envelope('&x;')}`;
    expect(readEwsAnswer(answer(status, {}, withType)).kind).not.toBe('endpoint');
  });

  it.each<[string, HttpsOutcome, string]>([
    ['404', answer(404), 'absent'],
    ['405', answer(405), 'absent'],
    ['403', answer(403), 'forbidden'],
    ['429', answer(429), 'busy'],
    ['503 with a pause', answer(503, { 'x-backoffmilliseconds': '5000' }), 'busy'],
    ['503 that says so', answer(503, {}, envelope('ErrorServerBusy')), 'busy'],
    ['503', answer(503), 'unavailable'],
    ['502', answer(502), 'unavailable'],
    ['500', answer(500, {}, 'oops'), 'unavailable'],
    ['501', answer(501), 'absent'],
    ['no HTTP', { kind: 'refused', why: 'malformed-answer', hops: [url] }, 'nonsense'],
    ['no end', { kind: 'refused', why: 'body-too-large', hops: [url] }, 'nonsense'],
    ['a redirect to http', { kind: 'refused', why: 'not-https', hops: [url] }, 'absent'],
  ])('%s is %s', (_, outcome, kind) => {
    expect(readEwsAnswer(outcome).kind).toBe(kind);
  });

  it.each([
    answer(404, { microsoftofficewebserver: '5.0_Pub', server: 'Microsoft-IIS/6.0' }),
    answer(401, { 'x-owa-version': '6.5.7638.1', 'www-authenticate': 'NTLM' }),
    answer(302, { location: '/exchweb/bin/auth/owalogon.asp?url=x' }),
    answer(200, {}, '<html><img src="/ExchWeb/img/logo.gif"></html>'),
  ])('Exchange 2003 is told by its marks (%#)', (outcome) => {
    expect(readEwsAnswer(outcome)).toEqual({ kind: 'too-old' });
  });

  it('Exchange 2007 on the same IIS is not taken for it', () => {
    const headers = { server: 'Microsoft-IIS/6.0', 'x-owa-version': '8.3.83.4', 'www-authenticate': 'NTLM' };
    expect(readEwsAnswer(answer(401, headers))).toEqual({ kind: 'endpoint', certain: true });
  });
});
