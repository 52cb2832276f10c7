import { DriverFailure, type DriverFailureKind } from '@mail-access/driver-spec';
import { createLogger } from '@mail-access/observability';
import { describe, expect, it } from 'vitest';
import { limitedBy, placeOf } from './sign-in-guard.js';

const owner = { tenantId: 'acme', subscriberId: 'ada' };

async function settledAs(
  work: () => Promise<unknown>,
  settle: () => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  let how = 'open';
  const attempt = {
    refused: () => ((how = 'refused'), settle()),
    release: () => ((how = 'released'), settle()),
  };
  const limit = { reserve: () => Promise.resolve(attempt) };
  const guard = limitedBy(limit, () => 'place', createLogger({ service: 'test', level: 'silent' }));
  const isRefusal = (error: unknown): boolean => (error as DriverFailure).kind === 'sign-in-refused';
  const signIn = guard({ host: 'h', signal: AbortSignal.timeout(1_000), isRefusal, work });
  return signIn.then(
    () => `passed, ${how}`,
    (error: unknown) => `${(error as DriverFailure).kind}, ${how}`,
  );
}

describe('a sign-in that was reserved', () => {
  const failing = (kind: DriverFailureKind) => () => Promise.reject(new DriverFailure(kind, { phase: 'sign-in' }));

  it('counts for nothing when the server lets it in', async () => {
    expect(await settledAs(() => Promise.resolve())).toBe('passed, released');
  });

  it.each<[DriverFailureKind, string]>([
    ['sign-in-refused', 'refused'],
    ['temporarily-unavailable', 'released'],
    ['disconnected', 'released'],
    ['sign-in-method-missing', 'released'],
    // The server may still refuse what we did not wait for.
    ['timed-out', 'open'],
    ['cancelled', 'open'],
  ])('that ends as %s is %s', async (kind, how) => {
    expect(await settledAs(failing(kind))).toBe(`${kind}, ${how}`);
  });

  it('ends as it ended when it cannot be settled', async () => {
    const broken = (): Promise<void> => Promise.reject(new Error('database away'));
    expect(await settledAs(failing('sign-in-refused'), broken)).toBe('sign-in-refused, refused');
    expect(await settledAs(() => Promise.resolve(), broken)).toBe('passed, released');
  });
});

describe('the place at which sign-ins are counted', () => {
  it('is the host, in any spelling, whoever the subscriber is', () => {
    const place = (host: string, subscriberId = 'ada'): string =>
      placeOf(host, { ...owner, subscriberId }, () => false);
    expect(place('Mail.Company.example.')).toBe(place('mail.company.example', 'bob'));
    expect(place('mail.bücher.example')).toBe(place('mail.xn--bcher-kva.example'));
  });

  it('is the host and the subscriber at a known provider', () => {
    const place = (subscriberId: string, tenantId = 'acme'): string =>
      placeOf('imap.p.example', { tenantId, subscriberId }, () => true);
    expect(new Set([place('ada'), place('bob'), place('ada', 'other')]).size).toBe(3);
  });
});
