import { randomUUID } from 'node:crypto';
import { completeAuthorization } from '@mail-access/contracts';
import { expect, it } from 'vitest';
import { scriptedGateway } from '../scripted/scripted-gateway.js';
import { CallbackRate } from './callback-rate.js';

it('lets so many pass a minute, and says when the next may', () => {
  let now = 90_000;
  const rate = new CallbackRate(2, () => now);
  rate.take();
  now += 30_000;
  rate.take();
  const refusal = { code: 'service-unavailable', details: { retryAfterSeconds: 30 } };
  expect(() => rate.take()).toThrow(expect.objectContaining(refusal));
  now += 29_999;
  expect(() => rate.take()).toThrow();
  now += 1;
  rate.take();
});

it('keeps answers without the cookie of their owner from the vault, and lets those with it through', async () => {
  const publicUrl = new URL('https://mail.example.com/');
  await using scripted = await scriptedGateway({ configuration: { PUBLIC_URL: publicUrl } });
  const authorizationId = randomUUID();
  scripted.bus.answers(completeAuthorization, () => ({ authorizationId, outcome: 'authorized' as const }));
  const answers = (state: string, headers: Record<string, string> = {}) =>
    scripted.fetch(`/v1/authorizations/callback?state=${state}&admin_consent=True`, {
      redirect: 'manual',
      headers: { authorization: '', ...headers },
    });
  const cookie = `__Secure-mail-access-authorization=acme.ada.${'x'.repeat(43)}`;
  const asked = () => scripted.bus.callsOf(completeAuthorization).length;
  for (let at = 0; at < 200; at += 1) await answers(`tenant-${at}.bob.random`, at % 2 === 0 ? {} : { cookie });
  expect(asked()).toBe(60);
  const refused = await answers('other.bob.random');
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
  const shown = await answers('other.bob.random', { accept: 'text/html' });
  expect(shown.headers.get('location')).toBe('https://mail.example.com/?outcome=unavailable');
  const before = asked();
  expect((await answers('acme.ada.random', { cookie })).status).toBe(303);
  expect((await answers('s', { cookie })).status).toBe(303);
  expect(asked()).toBe(before + 2);
});
