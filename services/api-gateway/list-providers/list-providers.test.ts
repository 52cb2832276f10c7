import { listProviders } from '@mail-access/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptedGateway, type ScriptedGateway } from '../scripted/scripted-gateway.js';

const yahoo = {
  id: 'yahoo',
  name: 'Yahoo',
  aliases: ['Ymail'],
  methods: ['imap' as const],
  signIn: 'app-password' as const,
  preparation: [{ kind: 'create-app-password' as const, text: 'Create it.', link: 'https://help.example.com/' }],
  helpLinks: ['https://help.example.com/imap'],
  domains: ['yahoo.com'],
};

describe('GET /v1/providers', () => {
  let scripted: ScriptedGateway;
  beforeAll(async () => {
    scripted = await scriptedGateway();
    scripted.bus.answers(listProviders, ({ language }) => ({
      providers: [{ ...yahoo, name: language === 'en-CA' ? 'Yahoo Mail' : 'Courriel Yahoo' }],
    }));
  });
  afterAll(() => scripted[Symbol.asyncDispose]());

  it('gives the providers in the language that was asked for, and may be kept for a while', async () => {
    const response = await scripted.fetch('/v1/providers', { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ providers: [{ ...yahoo, name: 'Yahoo Mail' }] });
    expect(response.headers.get('cache-control')).toBe('private, max-age=300');
    expect(response.headers.get('vary')).toBe('accept-language');
    expect(scripted.bus.calls.at(-1)?.input).toEqual({ language: 'en-CA' });
  });

  it('answers 304 to who has it already, in the same language', async () => {
    const first = await scripted.fetch('/v1/providers');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const again = await scripted.fetch('/v1/providers', { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const english = { 'if-none-match': etag, 'accept-language': 'en' };
    expect((await scripted.fetch('/v1/providers', { headers: english })).status).toBe(200);
  });

  it('passes a search on, and refuses one that is none', async () => {
    await scripted.fetch('/v1/providers?search=Vid%C3%A9o');
    expect(scripted.bus.calls.at(-1)?.input).toEqual({ language: 'fr-CA', search: 'Vidéo' });
    for (const query of [`search=${'a'.repeat(101)}`, 'search=a&search=b']) {
      const refused = await scripted.fetch(`/v1/providers?${query}`);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ errors: [{ pointer: '/query/search' }] });
    }
  });

  it('wants a token', async () => {
    expect((await scripted.fetch('/v1/providers', { headers: { authorization: '' } })).status).toBe(401);
  });
});
