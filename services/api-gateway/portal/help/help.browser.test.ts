import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { failSearch } from '../stand-in/found-settings.js';
import { focusedText, openPortal, settings } from '../stand-in/portal-fixture.js';
import { ScriptedRun } from '../stand-in/scripted-run.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const openTopics = (page: Page) =>
  page.locator('details.help-topic[open]').evaluateAll((all) => all.map(({ id }) => id));
const path = (page: Page) => page.evaluate(() => location.pathname + location.hash);

it.each([
  ['/aide/depannage', 'Guide de dépannage', 'fr-CA'],
  ['/aide/faq', 'Foire aux questions', 'fr-CA'],
  ['/help/troubleshooting', 'Troubleshooting guide', 'en-CA'],
  ['/help/faq', 'Frequently asked questions', 'en-CA'],
])('%s needs no sign-in and speaks its language', async (address, title, language) => {
  const page = await portal.visit({}, null, address);
  await heading(page, title);
  await page.locator('details.help-topic').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
  expect(await page.title()).toContain(title);
  expect(portal.gateway.requests).toEqual([]);
});

it('opens the topic that the address names, in sight and with the focus', async () => {
  const page = await portal.visit({}, null, '/aide/depannage#tls-too-old');
  await expect.poll(() => openTopics(page)).toEqual(['topic-tls-too-old']);
  const summary = page.locator('#topic-tls-too-old > summary');
  await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await summary.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(200);
});

it('is loaded only when somebody reads it', async () => {
  const loaded: string[] = [];
  const page = await portal.visit();
  page.on('request', (request) => loaded.push(request.url()));
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  expect(loaded.filter((url) => url.includes('help'))).toEqual([]);
  await page.getByRole('complementary').getByRole('link', { name: 'Guide de dépannage' }).click();
  await page.locator('details.help-topic').first().waitFor();
  expect(loaded.filter((url) => /help-page.*\.js$/.test(url))).toHaveLength(1);
});

it('keeps what was typed while the help is read, and gives back the focus', async () => {
  const page = await portal.visit();
  await page.getByLabel('Adresse courriel').fill('eve@entreprise.example');
  await page.getByLabel('Mot de passe', { exact: true }).fill('motDePa$$e');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Foire aux questions' }).click();
  await expect.poll(() => focusedText(page)).toBe('Foire aux questions');
  expect(await path(page)).toBe('/aide/faq');
  expect(await page.getByLabel('Mot de passe', { exact: true }).isVisible()).toBe(false);
  await page.goBack();
  await heading(page, 'Accès aux courriels');
  expect(await page.getByLabel('Mot de passe', { exact: true }).inputValue()).toBe('motDePa$$e');
  await expect.poll(() => focusedText(page)).toBe('Foire aux questions');
});

it('leads from a failed step to the topic of its diagnosis, and back to the result', async () => {
  portal.gateway.connect(settings, 'unproven', new ScriptedRun());
  const page = await portal.visit();
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
  if (portal.gateway.run !== null) failSearch(portal.gateway.run, 'find-settings', { diagnosis: 'settings-not-found' });
  await page.getByRole('link', { name: 'En savoir plus sur ce problème' }).click();
  await expect.poll(() => path(page)).toBe('/aide/depannage#settings-not-found');
  await expect.poll(() => openTopics(page)).toEqual(['topic-settings-not-found']);
  await page.getByRole('link', { name: 'Retour à l’accès aux courriels' }).click();
  await page.getByRole('heading', { name: 'La connexion n’a pas pu être établie' }).waitFor();
  await expect.poll(() => focusedText(page)).toBe('En savoir plus sur ce problème');
});

it('finds topics of both pages by words, says how many, and none', async () => {
  const page = await portal.visit({}, null, '/aide/depannage');
  const box = page.getByLabel('Chercher dans l’aide');
  await box.fill('certificat EXPIRE');
  await page
    .getByRole('status')
    .filter({ hasText: /rubriques? trouvées?\./ })
    .waitFor();
  expect(await page.locator('#topic-certificate-expired').isVisible()).toBe(true);
  expect(await page.locator('#topic-address-not-found').count()).toBe(0);
  await box.fill('volcan');
  await page.getByText('Aucune rubrique ne correspond à «\u00a0volcan\u00a0».').waitFor();
  await page.getByRole('button', { name: 'Effacer la recherche' }).click();
  expect(await page.locator('#topic-address-not-found').isVisible()).toBe(true);
  expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
});

it('stays at its topic when the other language is chosen, and the mailbox then speaks it too', async () => {
  const page = await portal.visit({}, undefined, '/aide/depannage');
  await heading(page, 'Guide de dépannage');
  await page.locator('#topic-tls-too-old > summary').click();
  await page.getByRole('button', { name: 'English' }).click();
  await heading(page, 'Troubleshooting guide');
  expect(await path(page)).toBe('/help/troubleshooting');
  expect(await openTopics(page)).toEqual(['topic-tls-too-old']);
  await page.getByRole('link', { name: 'Frequently asked questions' }).first().click();
  await heading(page, 'Frequently asked questions');
  await page.getByRole('link', { name: 'Back to e-mail access' }).click();
  await page.getByRole('heading', { name: 'Set up your connection' }).waitFor();
});

it('leads to the sections of the guide by the keyboard, without another address', async () => {
  const page = await portal.visit({}, null, '/aide/depannage');
  const contents = page.getByRole('navigation', { name: 'Dans cette page' });
  const last = contents.getByRole('link').last();
  const title = await last.textContent();
  await last.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedText(page)).toBe(title);
  expect(await path(page)).toBe('/aide/depannage');
});

it('says that it could not be loaded', async () => {
  const page = await portal.visit();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  await page.route(/help-page.*\.js$/, (route) => route.abort());
  await page.getByRole('contentinfo').getByRole('link', { name: 'Guide de dépannage' }).click();
  await page.getByRole('heading', { name: 'L’aide n’a pas pu être chargée.' }).waitFor();
});

it('closes an open dialog when Back leads to the help', async () => {
  portal.gateway.connect(settings, 'established');
  const page = await portal.visit({}, undefined, '/aide/faq');
  await page.getByRole('link', { name: 'Retour à l’accès aux courriels' }).click();
  await page.getByRole('button', { name: 'Retirer la connexion' }).click();
  await page.getByRole('dialog').waitFor();
  await page.goBack();
  await page.locator('details.help-topic > summary').first().click();
  expect(await openTopics(page)).toHaveLength(1);
});
