import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { chooseManual, fillNewConnection, focusedText, settings, openPortal } from '../stand-in/portal-fixture.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());
const save = (page: Page) => page.getByRole('button', { name: 'Enregistrer et valider' }).click();
const radio = (page: Page, side: 'incoming' | 'outgoing', value: string) =>
  page.locator(`input[name="${side}Security"][value="${value}"]`);
const value = (page: Page, label: string) => page.getByLabel(label).inputValue();
const sent = () => portal.gateway.seen('PUT', '/v1/connection').at(-1)?.body;

it('sends the settings, with the user name taken from the address and the usual ports', async () => {
  const page = await portal.visit();
  await fillNewConnection(page);
  await save(page);
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
  expect(sent()).toEqual({ settings, password: 'motDePa$$e' });
});

it('lets the ports follow protocol and security until one is typed', async () => {
  const page = await portal.visit();
  await chooseManual(page);
  await page.getByRole('radio', { name: 'POP3' }).check();
  expect(await value(page, 'Port de réception')).toBe('995');
  await radio(page, 'incoming', 'starttls').check();
  expect(await value(page, 'Port de réception')).toBe('110');
  await radio(page, 'outgoing', 'starttls').check();
  expect(await value(page, 'Port d’envoi')).toBe('587');
  await page.getByLabel('Port d’envoi').fill('2525');
  await radio(page, 'outgoing', 'tls').check();
  expect(await value(page, 'Port d’envoi')).toBe('2525');
});

it('cleans a pasted address, moves its port, and says so', async () => {
  const page = await portal.visit();
  await chooseManual(page);
  await page.getByLabel('Serveur de réception').fill(' https://mail.entreprise.example:1993/owa ');
  await page.getByLabel('Serveur d’envoi (SMTP)').focus();
  expect(await value(page, 'Serveur de réception')).toBe('mail.entreprise.example');
  expect(await value(page, 'Port de réception')).toBe('1993');
  await page.getByText('Nous avons retiré').waitFor();
});

it('asks for consent before anything goes unencrypted', async () => {
  const page = await portal.visit();
  await fillNewConnection(page);
  await radio(page, 'outgoing', 'none').check();
  await page.getByText('Sans chiffrement').waitFor();
  await save(page);
  await expect.poll(() => focusedText(page)).toContain('Un champ est à corriger');
  expect(portal.gateway.seen('PUT', '/v1/connection')).toEqual([]);
  await page.getByLabel('Je comprends ce risque').check();
  await save(page);
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
  const body = sent() as { settings: typeof settings };
  expect(body.settings.allowCleartext).toBe(true);
  expect(body.settings.outgoing).toMatchObject({ port: 25, security: 'none' });
});

it('lists what is missing, takes focus there, and leads to each field', async () => {
  const page = await portal.visit();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  await chooseManual(page);
  await save(page);
  await expect.poll(() => focusedText(page)).toContain('5 champs sont à corriger');
  await page.getByRole('link', { name: 'Entrez le nom du serveur de réception.' }).click();
  await expect.poll(() => focusedText(page)).toBe('incomingHost');
  const described = await page.getByLabel('Serveur de réception').getAttribute('aria-describedby');
  expect(described).toBe('incomingHost-hint incomingHost-error');
});

it('shows what the gateway refuses at its field, with the gateway’s sentence', async () => {
  const errors = [
    { pointer: '/settings/incoming/host', detail: 'Ce nom est réservé.' },
    { pointer: '/settings/outgoing/port', detail: 'Ce port est refusé.' },
  ];
  portal.gateway.overrides.set('PUT /v1/connection', { status: 400, body: { errors } });
  const page = await portal.visit();
  await fillNewConnection(page);
  await save(page);
  await page.getByRole('heading', { name: '2 champs sont à corriger' }).waitFor();
  expect(await page.locator('#incomingHost-error').textContent()).toBe('Ce nom est réservé.');
  expect(await page.locator('#outgoingPort-error').textContent()).toBe('Ce port est refusé.');
  await page.getByLabel('Port d’envoi').fill('587');
  expect(await page.locator('#outgoingPort-error').count()).toBe(0);
});

it('keeps everything typed when the service does not answer, and sends it once when it does', async () => {
  portal.gateway.overrides.set('PUT /v1/connection', { status: 503 });
  const page = await portal.visit();
  await fillNewConnection(page);
  await save(page);
  await page.getByRole('heading', { name: 'Rien n’a été enregistré.' }).waitFor();
  portal.gateway.overrides.clear();
  await save(page);
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
  expect(sent()).toMatchObject({ password: 'motDePa$$e' });
});

it('shows and hides the password without ever storing it', async () => {
  const page = await portal.visit();
  await chooseManual(page);
  const password = page.getByLabel('Mot de passe', { exact: true });
  await password.fill('motDePa$$e');
  await page.getByRole('button', { name: 'Afficher : Mot de passe' }).click();
  expect(await password.getAttribute('type')).toBe('text');
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toContain('motDePa');
});

it('edits without the password as long as server and user stay', async () => {
  portal.gateway.connect(settings, 'established');
  const page = await portal.visit();
  await page.getByRole('button', { name: 'Modifier' }).click();
  await page.getByLabel('Port d’envoi').fill('587');
  await save(page);
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
  expect(sent()).not.toHaveProperty('password');
});

it('wants the password again for another server', async () => {
  portal.gateway.connect(settings, 'established');
  const page = await portal.visit();
  await page.getByRole('button', { name: 'Modifier' }).click();
  await page.getByLabel('Serveur de réception').fill('imap.ailleurs.example');
  await save(page);
  await page.getByRole('link', { name: 'Entrez le mot de passe de nouveau' }).click();
  await expect.poll(() => focusedText(page)).toBe('password');
});

it('goes back to the connection when editing is cancelled', async () => {
  portal.gateway.connect(settings, 'established');
  const page = await portal.visit();
  await page.getByRole('button', { name: 'Modifier' }).click();
  await page.getByLabel('Port d’envoi').fill('1');
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByRole('heading', { name: 'Votre connexion' }).waitFor();
  await expect.poll(() => focusedText(page)).toBe('Votre connexion');
});
