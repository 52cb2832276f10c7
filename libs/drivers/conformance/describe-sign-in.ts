import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { ada } from './dovecot-mailboxes.js';
import { failureOf } from './failure-of.js';
import type { IncomingTrial } from './describe-incoming-driver.js';

/** Ways in, and ways not in. */
export function describeSignIn({ connect }: IncomingTrial, users: readonly { name: string; password: string }[]): void {
  it.each(['tls', 'starttls', 'none'] as const)('signs in and opens the inbox (%s)', async (security) => {
    const session = await connect({ security });
    await session.close();
  });

  it.each(users)('signs in as $name', async (user) => {
    const session = await connect({ user });
    await session.close();
  });

  it('shows no password to who prints the session', async () => {
    const session = await connect();
    expect(inspect(session, { depth: Infinity, showHidden: true })).not.toContain(ada.password);
    await session.close();
  });

  it('calls a wrong password sign-in-refused, with what the server said', async () => {
    const failure = await failureOf(connect({ user: { ...ada, password: 'wrong' } }));
    expect(failure).toMatchObject({ kind: 'sign-in-refused', phase: 'sign-in' });
    expect(failure.reply?.text).toMatch(/^Authentication failed/);
  });

  it('sends no password in clear to a server that wants TLS first: sign-in-needs-encryption', async () => {
    // To Dovecot a client at the server's own address is secure already; 127.0.0.2 is another.
    const failure = await failureOf(connect({ security: 'none', host: '127.0.0.2' }));
    expect(failure).toMatchObject({ kind: 'sign-in-needs-encryption', phase: 'sign-in' });
  });

  it('is cancelled at once', async () => {
    const failure = await failureOf(connect({ signal: AbortSignal.abort() }));
    expect(failure).toMatchObject({ kind: 'cancelled' });
  });
}
