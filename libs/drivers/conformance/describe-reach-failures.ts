import { plainAttempt, type ServerAddress } from '@mail-access/driver-spec';
import { createEgress } from '@mail-access/egress';
import { freePort, scriptedDns, type ScriptedServer } from '@mail-access/testkit';
import { describe, expect, it } from 'vitest';
import { describeTlsFailures } from './describe-tls-failures.js';
import { failureOf } from './failure-of.js';
import { loopbackEgress } from './loopback-egress.js';
import { foreignGreetings, type ReachDialect } from './reach-dialect.js';

/** Long enough for loopback, short enough to wait for in a test. */
const patienceMs = 400;

/** Every way in which a server can fail to be reached, each with its own kind and the phase in which it shows. */
export function describeReachFailures(dialect: ReachDialect): void {
  describe.concurrent(`${dialect.protocol}: a server that cannot be reached`, () => {
    describeNetworkFailures(dialect);
    describeGreetings(dialect);
    describeSilence(dialect);
    describeBadManners(dialect);
    describeTlsFailures(dialect);
  });
}

/** The failure of `connect` at that server, with a deadline unless the test brings a signal of its own. */
export async function reach(
  dialect: ReachDialect,
  server: Pick<ScriptedServer, 'host' | 'port'>,
  security: ServerAddress['security'],
  { egress = loopbackEgress, signal = AbortSignal.timeout(patienceMs) } = {},
) {
  const address = { host: server.host, port: server.port, security };
  return failureOf(dialect.connect(address, plainAttempt(egress, signal)));
}

function describeNetworkFailures(dialect: ReachDialect): void {
  it('has a name that does not exist: name-not-found', async () => {
    await using dns = await scriptedDns();
    dns.says('mail.example.com', 'NXDOMAIN');
    const egress = createEgress({ dnsServers: [dns.server], allow: [] });
    const failure = await reach(dialect, { host: 'mail.example.com', port: 143 }, 'tls', { egress });
    expect(failure).toMatchObject({ kind: 'name-not-found', phase: 'resolve', reply: null });
  });

  it('has a name that no DNS server answers for: resolver-unavailable', async () => {
    await using dns = await scriptedDns();
    dns.says('mail.example.com', 'SERVFAIL');
    const egress = createEgress({ dnsServers: [dns.server], allow: [] });
    const failure = await reach(dialect, { host: 'mail.example.com', port: 143 }, 'tls', { egress });
    expect(failure).toMatchObject({ kind: 'resolver-unavailable', phase: 'resolve' });
  });

  it('is inside our own network: blocked-address', async () => {
    const egress = createEgress({ dnsServers: [], allow: [] });
    const failure = await reach(dialect, { host: '127.0.0.1', port: 143 }, 'tls', { egress });
    expect(failure).toMatchObject({ kind: 'blocked-address', phase: 'resolve' });
  });

  it('has nothing at that port: connection-refused', async () => {
    const failure = await reach(dialect, { host: '127.0.0.1', port: await freePort() }, 'none');
    expect(failure).toMatchObject({ kind: 'connection-refused', phase: 'connect' });
  });
}

function describeGreetings(dialect: ReachDialect): void {
  it.each(foreignGreetings.filter(([name]) => name !== dialect.protocol))(
    'greets like %s: not-this-protocol',
    async (_name, line) => {
      await using server = await dialect.startServer((s) => s.says(line));
      const failure = await reach(dialect, server, 'none');
      expect(failure).toMatchObject({ kind: 'not-this-protocol', phase: 'connect' });
    },
  );

  it('turns us away: server-refused, and says why', async () => {
    await using server = await dialect.startServer((s) => s.says(dialect.refusal.greeting));
    const failure = await reach(dialect, server, 'starttls');
    expect(failure).toMatchObject({ kind: 'server-refused', phase: 'connect', reply: dialect.refusal.reply });
  });
}

function describeSilence(dialect: ReachDialect): void {
  it.each(['starttls', 'none'] as const)(
    'says nothing in clear (%s): it waits for TLS, wrong-security-mode',
    async (security) => {
      await using server = await dialect.startServer((s) => s.staysSilent());
      const failure = await reach(dialect, server, security);
      expect(failure).toMatchObject({ kind: 'wrong-security-mode', phase: 'connect' });
    },
  );

  it('answers in clear with a TLS alert: wrong-security-mode', async () => {
    await using server = await dialect.startServer((s) => s.saysBytes(Buffer.from('15030300020246', 'hex')).drops());
    const failure = await reach(dialect, server, 'starttls');
    expect(failure).toMatchObject({ kind: 'wrong-security-mode', phase: 'connect' });
  });

  it('hangs up before a word: disconnected', async () => {
    await using server = await dialect.startServer((s) => s.drops());
    expect(await reach(dialect, server, 'none')).toMatchObject({ kind: 'disconnected', phase: 'connect' });
  });

  it('ends at once when the attempt is cancelled', async () => {
    await using server = await dialect.startServer((s) => s.staysSilent());
    const cancellation = new AbortController();
    setTimeout(() => cancellation.abort(), 30);
    const before = performance.now();
    const failure = await reach(dialect, server, 'starttls', { signal: cancellation.signal });
    expect(failure).toMatchObject({ kind: 'cancelled', phase: 'connect' });
    expect(performance.now() - before).toBeLessThan(200);
  });
}

function describeBadManners(dialect: ReachDialect): void {
  it('drips its greeting byte by byte past the deadline: protocol-violation', async () => {
    await using server = await dialect.startServer((s) => s.drips(dialect.greeting, 100));
    expect(await reach(dialect, server, 'starttls')).toMatchObject({ kind: 'protocol-violation', phase: 'connect' });
  });

  it('sends a line without an end: protocol-violation long before the deadline, in flat memory', async () => {
    await using server = await dialect.startServer((s) => s.streamsForever('a'.repeat(65_536)));
    const before = process.memoryUsage().arrayBuffers;
    const failure = await reach(dialect, server, 'none', { signal: AbortSignal.timeout(10_000) });
    expect(failure).toMatchObject({ kind: 'protocol-violation', phase: 'connect' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4_000_000);
  });
}
