import { createServer, type AddressInfo } from 'node:net';
import {
  createCertificateAuthority,
  scriptedDns,
  scriptedImapServer,
  unansweringServer,
  type ConversationScript,
  type ScriptedServerOptions,
} from '@mail-access/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { prove, type ProofOptions, type ProvenRun } from './testing/prove-for-test.js';

type Security = 'tls' | 'starttls' | 'none';
type Authority = Awaited<ReturnType<typeof createCertificateAuthority>>;

let authority: Authority;
beforeAll(async () => {
  authority = await createCertificateAuthority();
});

async function proveImap(
  security: Security,
  write: (script: ConversationScript) => void,
  { tls, ...options }: ProofOptions & ScriptedServerOptions = {},
): Promise<ProvenRun> {
  await using server = await scriptedImapServer(write, tls === undefined ? {} : { tls });
  const incoming = { protocol: 'imap' as const, host: server.host, port: server.port, security };
  const run = await prove({ incoming }, { ca: authority.caPem, ...options });
  server.expectConversationFinished();
  return run;
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** No handshake comes to an end: nothing of the conversation is reached. */
const neverSpeaks = (): void => undefined;

const goodCertificate = { names: ['127.0.0.1'] };
const day = 86_400_000;

/** A greeting and the capabilities, up to where the client signs in. */
function untilSignIn(s: ConversationScript, capabilities = 'IMAP4rev1'): void {
  s.says('* OK IMAP4rev1 ready');
  s.expects('CAPABILITY').answers(`* CAPABILITY ${capabilities}`, 'OK done');
}

describe('reaching the incoming server', () => {
  it('calls a name that does not exist address-not-found, and reaches nothing after it', async () => {
    await using dns = await scriptedDns();
    dns.says('imap.nowhere.example', 'NXDOMAIN');
    const run = await prove({ incoming: { host: 'imap.nowhere.example' } }, { dns: dns.server });
    expect(run.failure).toBe('incoming-resolve address-not-found');
    expect(run.step('incoming-connect')?.state).toBe('skipped');
    expect(run.step('receive-test-message')?.state).toBe('skipped');
  });

  it('does not blame the name when no resolver answers', async () => {
    await using dns = await scriptedDns();
    dns.says('imap.example', 'silence');
    const run = await prove({ incoming: { host: 'imap.example' } }, { dns: dns.server, deadlineMs: 300 });
    expect(run.failure).toBe('incoming-resolve temporarily-unavailable');
    expect(run.step('incoming-resolve')?.finding?.retryable).toBe(true);
  });

  it('calls a closed port connection-refused', async () => {
    const run = await prove({ incoming: { port: await closedPort() } });
    expect(run.failure).toBe('incoming-connect connection-refused');
  });

  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '2130706433', '0x7f.1', '::ffff:10.0.0.1'])(
    'calls %s blocked-address, whatever its spelling',
    async (host) => {
      const run = await prove({ incoming: { host, port: 993 } }, { allow: [] });
      expect(run.failure).toMatch(/ blocked-address$/);
    },
  );

  it('calls a name that leads to an internal address blocked-address', async () => {
    await using dns = await scriptedDns();
    dns.says('imap.example', { A: ['93.184.216.34', '10.0.0.1'] });
    const run = await prove({ incoming: { host: 'imap.example', port: 993 } }, { dns: dns.server, allow: [] });
    expect(run.failure).toBe('incoming-resolve blocked-address');
  });

  it('calls an address that never answers connection-timed-out', async () => {
    await using server = await unansweringServer();
    const run = await prove({ incoming: { host: server.host, port: server.port } }, { deadlineMs: 400 });
    expect(run.failure).toBe('incoming-connect connection-timed-out');
  });

  it('calls an SMTP greeting on the IMAP port not-a-mail-server', async () => {
    const run = await proveImap('none', (s) => s.says('220 mail.example ESMTP'));
    expect(run.failure).toMatch(/ not-a-mail-server$/);
  });

  it('calls a server that sends rubbish not-a-mail-server', async () => {
    const run = await proveImap('none', (s) => s.says('\x00\x01\x02 what is this'));
    expect(run.failure).toMatch(/ (not-a-mail-server|server-misbehaved)$/);
  });

  it('calls a server that drops the connection server-misbehaved', async () => {
    const run = await proveImap('none', (s) => s.drops());
    expect(run.failure).toMatch(/ server-misbehaved$/);
  });

  it('does not wait for a server that drips one byte at a time beyond its deadline', async () => {
    const startedAt = performance.now();
    const run = await proveImap('none', (s) => s.drips('* OK IMAP4rev1 ready and slow', 100), { deadlineMs: 500 });
    expect(run.failure).toMatch(/ (server-misbehaved|connection-timed-out)$/);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('ends with a server that streams for ever', async () => {
    const run = await proveImap('none', (s) => s.streamsForever('x'.repeat(16_384)), { deadlineMs: 5_000 });
    expect(run.failure).toMatch(/ (server-misbehaved|not-a-mail-server)$/);
  });

  it('calls a greeting of BYE for too many connections too-many-connections', async () => {
    const run = await proveImap('none', (s) => s.says('* BYE Too many connections from your IP address'));
    expect(run.failure).toMatch(/ too-many-connections$/);
  });
});

describe('securing the incoming server', () => {
  it('calls TLS on a plain port wrong-security-mode', async () => {
    const run = await proveImap('tls', (s) => s.says('* OK IMAP4rev1 ready'));
    expect(run.failure).toBe('incoming-secure wrong-security-mode');
  });

  it.each(['starttls', 'none'] as const)('calls %s on a TLS port wrong-security-mode', async (security) => {
    const tls = await authority.issue(goodCertificate);
    const run = await proveImap(security, neverSpeaks, { tls, deadlineMs: 400 });
    expect(run.failure).toMatch(/ wrong-security-mode$/);
  });

  it('takes silence for no definite refusal: the server may only hang', async () => {
    const run = await proveImap('starttls', (s) => s.staysSilent(), { deadlineMs: 400 });
    expect(run.failure).toMatch(/ wrong-security-mode$/);
    expect(run.step('incoming-connect')?.finding?.retryable).toBe(true);
    const spoken = await proveImap('tls', (s) => s.says('* OK IMAP4rev1 ready'));
    expect(spoken.step('incoming-secure')?.finding?.retryable).toBe(false);
  });

  it('calls a server without STARTTLS encryption-unavailable, and says no password', async () => {
    const run = await proveImap('starttls', (s) => untilSignIn(s));
    expect(run.failure).toBe('incoming-secure encryption-unavailable');
  });

  it('warns that nothing protects a cleartext connection', async () => {
    const run = await proveImap('none', (s) => {
      untilSignIn(s);
      s.expects('LOGIN "ada@example.test" "secret"').refuses('NO [AUTHENTICATIONFAILED] no');
    });
    expect(run.step('incoming-secure')).toMatchObject({ state: 'warning', notice: 'cleartext' });
  });

  it.each([
    ['certificate-untrusted', async () => (await createCertificateAuthority()).issue(goodCertificate)],
    ['certificate-name-mismatch', () => authority.issue({ names: ['mail.other.example'] })],
    [
      'certificate-expired',
      () =>
        authority.issue({
          ...goodCertificate,
          notBefore: new Date(Date.now() - 2 * day),
          notAfter: new Date(Date.now() - day),
        }),
    ],
  ] as const)('calls it %s', async (diagnosis, issue) => {
    const run = await proveImap('tls', neverSpeaks, { tls: await issue(), deadlineMs: 5_000 });
    expect(run.failure).toBe(`incoming-secure ${diagnosis}`);
  });

  it('calls a server that has TLS 1.1 at most tls-too-old', async () => {
    const tls = {
      ...(await authority.issue(goodCertificate)),
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'ALL@SECLEVEL=0',
    } as const;
    const run = await proveImap('tls', neverSpeaks, { tls, deadlineMs: 5_000 });
    expect(run.failure).toBe('incoming-secure tls-too-old');
  });

  it('refuses what an attacker pipelines behind the consent to STARTTLS', async () => {
    const run = await proveImap(
      'starttls',
      (s) => {
        s.says('* OK [CAPABILITY IMAP4rev1 STARTTLS] ready');
        s.expects('STARTTLS').answers('OK go ahead', '* CAPABILITY IMAP4rev1 AUTH=PLAIN');
      },
      { deadlineMs: 1_000 },
    );
    expect(run.failure).toMatch(/^incoming-secure server-misbehaved$/);
  });
});
