import { afterAll, afterEach, expect, it } from 'vitest';
import { accessToken } from '../stand-in/issuer.js';
import { openPortal } from '../stand-in/portal-fixture.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());

it('is French first, whatever the browser speaks', async () => {
  const page = await portal.visit({ locale: 'en-US' });
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Accès aux courriels');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr-CA');
  expect(await page.title()).toBe('Accès aux courriels');
});

it('switches to English, says so to the document and the gateway, and remembers it', async () => {
  const page = await portal.visit();
  await page.getByRole('button', { name: 'English' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('E-mail access');
  expect(await page.evaluate(() => [document.documentElement.lang, document.title])).toEqual([
    'en-CA',
    'E-mail access',
  ]);
  await page.reload();
  await page.getByRole('heading', { name: 'Set up your connection' }).waitFor();
  expect(portal.gateway.seen('GET', '/v1/connection').at(-1)?.headers['accept-language']).toBe('en-CA');
  expect(await page.getByRole('button', { name: 'English' }).getAttribute('aria-pressed')).toBe('true');
});

it('follows the language of the account until the subscriber chooses', async () => {
  const page = await portal.visit({}, accessToken({ locale: 'en-CA' }));
  await page.getByRole('heading', { name: 'Set up your connection' }).waitFor();
  await page.getByRole('button', { name: 'Français' }).click();
  await page.reload();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
});
