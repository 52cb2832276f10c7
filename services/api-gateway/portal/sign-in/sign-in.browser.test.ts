import { afterAll, afterEach, expect, it } from 'vitest';
import { accessToken } from '../stand-in/issuer.js';
import { fillNewConnection, focusedText, openPortal } from '../stand-in/portal-fixture.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());

it('takes a token from the fragment and removes it from the address bar and the history at once', async () => {
  const token = accessToken();
  const page = await portal.visit({}, token);
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  expect(page.url()).toBe(`${portal.gateway.url}/`);
  expect(portal.gateway.seen('GET', '/v1/connection').at(-1)?.headers.authorization).toBe(`Bearer ${token}`);
  expect(await page.evaluate(() => history.length)).toBe(2);
  await page.reload();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(token);
});

it('signs in at the issuer by code and PKCE', async () => {
  const page = await portal.visit({}, null);
  await page.getByRole('button', { name: 'Ouvrir une session' }).click();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  expect(page.url()).toBe(`${portal.gateway.url}/`);
  expect(await page.getByText('Ève Tremblay').isVisible()).toBe(true);
});

it('says that signing in is not available when the issuer is away', async () => {
  portal.gateway.overrides.set('GET /v1/portal-configuration', { status: 503 });
  const page = await portal.visit({}, null);
  await page.getByRole('button', { name: 'Ouvrir une session' }).click();
  await page.getByText('Le service d’ouverture de session ne répond pas.').waitFor();
  portal.gateway.overrides.clear();
  await page.getByRole('button', { name: 'Ouvrir une session' }).click();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
});

it('asks to sign in again when the token ends, and gives back what was typed, except the password', async () => {
  const page = await portal.visit();
  await fillNewConnection(page);
  portal.gateway.overrides.set('PUT /v1/connection', { status: 401 });
  await page.getByRole('button', { name: 'Enregistrer et valider' }).click();
  await page.getByRole('dialog', { name: 'Votre session a pris fin' }).waitFor();
  await expect.poll(() => focusedText(page)).toBe('Votre session a pris fin');
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('motDePa');

  portal.gateway.overrides.clear();
  await page.getByRole('dialog').getByRole('button', { name: 'Ouvrir une session' }).click();
  await page.getByText('Nous avons conservé ce que vous aviez entré.').waitFor();
  expect(await page.getByLabel('Serveur de réception').inputValue()).toBe('imap.entreprise.example');
  expect(await page.getByLabel('Mot de passe', { exact: true }).inputValue()).toBe('');
});

it('does not show what was typed to another subscriber in the same tab', async () => {
  const page = await portal.visit();
  await fillNewConnection(page);
  await page.goto(`${portal.gateway.url}/?again#access_token=${accessToken({ subscriber_id: 'sub-2' })}`);
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  expect(await page.getByLabel('Adresse courriel').inputValue()).toBe('');
});

it('asks to sign in when the token is over before the page opens', async () => {
  portal.gateway.overrides.set('GET /v1/connection', { status: 401 });
  const page = await portal.visit({}, accessToken({ lifetime: -60 }));
  await page.getByRole('dialog', { name: 'Votre session a pris fin' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(true);
});

it('forgets everything when the subscriber signs out', async () => {
  const page = await portal.visit();
  await fillNewConnection(page);
  await page.getByRole('button', { name: 'Fermer la session' }).click();
  await page.getByText('Votre session est fermée.').waitFor();
  await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
});

it('says why there is no access, and what to do', async () => {
  portal.gateway.overrides.set('GET /v1/connection', { status: 403, body: { type: '/problems/entitlement-missing' } });
  const page = await portal.visit();
  await page.getByRole('heading', { name: 'Votre abonnement n’inclut pas l’accès aux courriels' }).waitFor();
  expect(await page.getByText('Demandez à l’administrateur').isVisible()).toBe(true);
});

it('tries again when the service could not be reached', async () => {
  portal.gateway.overrides.set('GET /v1/connection', null);
  const page = await portal.visit();
  await page.getByRole('heading', { name: 'Le service ne répond pas' }).waitFor();
  portal.gateway.overrides.clear();
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
});

it('gives support a reference when the gateway itself failed', async () => {
  portal.gateway.overrides.set('GET /v1/connection', { status: 500, body: { correlationId: 'c-42' } });
  const page = await portal.visit();
  expect(await page.getByText('Référence pour le soutien technique').textContent()).toContain('c-42');
});
