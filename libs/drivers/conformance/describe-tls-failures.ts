import { createEgress } from '@mail-access/egress';
import type { ServerCertificate } from '@mail-access/testkit';
import { describe, expect, it } from 'vitest';
import { reach } from './describe-reach-failures.js';
import { authority, localhostCertificate } from './loopback-egress.js';
import type { ReachDialect } from './reach-dialect.js';

const day = 86_400_000;

/** Certificates that prove nothing, and what is wrong with them. */
const spoiltCertificates: readonly (readonly [kind: string, spoil: () => Promise<ServerCertificate>])[] = [
  ['certificate-name-mismatch', () => authority.issue({ names: ['another.example.com'] })],
  [
    'certificate-expired',
    () =>
      authority.issue({
        names: ['127.0.0.1'],
        notBefore: new Date(Date.now() - 30 * day),
        notAfter: new Date(Date.now() - day),
      }),
  ],
  [
    'tls-too-old',
    async () => ({
      ...localhostCertificate,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    }),
  ],
];

/** TLS from the first byte and after STARTTLS. */
export function describeTlsFailures(dialect: ReachDialect): void {
  describe('with TLS from the first byte', () => describeImplicitTls(dialect));
  describe('with STARTTLS', () => describeStartTls(dialect));
}

function describeImplicitTls(dialect: ReachDialect): void {
  it('speaks in clear: wrong-security-mode', async () => {
    await using server = await dialect.startServer((s) => s.says(dialect.greeting).takesAnything().staysSilent());
    expect(await reach(dialect, server, 'tls')).toMatchObject({ kind: 'wrong-security-mode', phase: 'secure' });
  });

  it.each(spoiltCertificates)('%s', async (kind, spoil) => {
    await using server = await dialect.startServer((s) => s.says(dialect.greeting), { tls: await spoil() });
    expect(await reach(dialect, server, 'tls')).toMatchObject({ kind, phase: 'secure' });
  });

  it('certificate-untrusted', async () => {
    const egress = createEgress({ dnsServers: [], allow: ['127.0.0.0/8'] });
    await using server = await dialect.startServer((s) => s.says(dialect.greeting), { tls: localhostCertificate });
    expect(await reach(dialect, server, 'tls', { egress })).toMatchObject({
      kind: 'certificate-untrusted',
      phase: 'secure',
    });
  });

  it('never greets: timed-out', async () => {
    await using server = await dialect.startServer((s) => s.staysSilent(), { tls: localhostCertificate });
    expect(await reach(dialect, server, 'tls')).toMatchObject({ kind: 'timed-out', phase: 'secure' });
  });

  it('greets like another protocol: not-this-protocol', async () => {
    await using server = await dialect.startServer((s) => s.says('HTTP/1.1 400 Bad Request'), {
      tls: localhostCertificate,
    });
    expect(await reach(dialect, server, 'tls')).toMatchObject({ kind: 'not-this-protocol', phase: 'secure' });
  });
}

function describeStartTls(dialect: ReachDialect): void {
  const secured = (write: (consented: ReturnType<ReturnType<ReachDialect['asksForTls']>['answers']>) => void) =>
    dialect.startServer((s) => {
      s.says(dialect.greeting);
      write(dialect.asksForTls(s).answers(dialect.consent));
    });

  it('has none: encryption-unavailable, and no password was sent', async () => {
    await using server = await dialect.startServer((s) => {
      s.says(dialect.greeting);
      dialect.offersNoTls(s);
    });
    expect(await reach(dialect, server, 'starttls')).toMatchObject({ kind: 'encryption-unavailable', phase: 'secure' });
    server.expectConversationFinished();
  });

  it.each(spoiltCertificates)('%s', async (kind, spoil) => {
    const certificate = await spoil();
    await using server = await secured((s) => s.upgradesToTls(certificate));
    expect(await reach(dialect, server, 'starttls')).toMatchObject({ kind, phase: 'secure' });
  });

  it('is not followed by TLS: protocol-violation', async () => {
    await using server = await dialect.startServer((s) => {
      s.says(dialect.greeting);
      dialect.asksForTls(s).answers(dialect.consent);
      s.takesAnything().says('this is not TLS').staysSilent();
    });
    expect(await reach(dialect, server, 'starttls')).toMatchObject({ kind: 'protocol-violation', phase: 'secure' });
  });

  it('comes with an answer slipped in before TLS: protocol-violation', async () => {
    await using server = await dialect.startServer((s) => {
      s.says(dialect.greeting);
      dialect.asksForTls(s).answers(dialect.consent, dialect.greeting);
    });
    expect(await reach(dialect, server, 'starttls')).toMatchObject({ kind: 'protocol-violation', phase: 'secure' });
  });

  it('breaks off in the handshake: disconnected', async () => {
    await using server = await secured((s) => s.drops());
    expect(await reach(dialect, server, 'starttls')).toMatchObject({ kind: 'disconnected', phase: 'secure' });
  });
}
