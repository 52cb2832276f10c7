import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { foundServers, hostedSettings } from '../stand-in/hosted-providers.js';
import { chooseHosted, focusedText, openPortal, settings } from '../stand-in/portal-fixture.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());
const box = (page: Page) => page.getByRole('combobox', { name: 'Fournisseur de courriel' });
const save = (page: Page) => page.getByRole('button', { name: 'Enregistrer et valider' }).click();
const sent = () => portal.gateway.seen('PUT', '/v1/connection').at(-1)?.body;
const steps = (page: Page) => page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
/** The option that Enter would take, as a screen reader is told of it. */
const active = (page: Page) =>
  box(page).evaluate(
    (input) => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent,
  );

/** A visitor who has chosen the hosted way. */
async function visit(): Promise<Page> {
  const page = await portal.visit();
  await chooseHosted(page);
  return page;
}

async function choose(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  // The list of providers may still be on its way.
  await expect.poll(() => active(page)).toBeTruthy();
  await page.keyboard.press('Enter');
}

it('offers a hosted provider, and manual settings beside it', async () => {
  const page = await visit();
  const ways = page.getByRole('group', { name: 'Façon de connecter votre boîte' });
  expect(await page.getByLabel('Serveur de réception').count()).toBe(0);
  await ways.getByRole('radio', { name: 'Paramètres manuels' }).check();
  expect(await page.getByLabel('Serveur de réception').isVisible()).toBe(true);
  expect(await box(page).count()).toBe(0);
});

it('finds a provider by another name, and says by which', async () => {
  const page = await visit();
  await box(page).fill('office 365');
  await expect.poll(() => active(page)).toBe('Outlook.com (Hotmail) Office 365');
  await page.keyboard.press('Enter');
  expect(await box(page).inputValue()).toBe('Outlook.com (Hotmail)');
});

it('connects by name, preparation and app password, in this order', async () => {
  const page = await visit();
  await page.getByLabel('Adresse courriel').fill('eve@entreprise.example');
  expect(await page.getByLabel('Mot de passe').count()).toBe(0);
  await choose(page, 'yah');
  expect(await box(page).inputValue()).toBe('Yahoo');
  const order = await page.locator('h3:has-text("À préparer chez Yahoo"), ol.preparation, #username, #password').all();
  expect(await Promise.all(order.map((one) => one.evaluate(({ tagName }) => tagName)))).toEqual([
    'H3',
    'OL',
    'INPUT',
    'INPUT',
  ]);
  await page.getByLabel('Mot de passe d’application', { exact: true }).fill('abcd efgh');
  await page.getByLabel('Identifiant, s’il diffère').fill('eve');
  await save(page);
  await steps(page);
  expect(sent()).toEqual({
    settings: { method: 'hosted', emailAddress: 'eve@entreprise.example', username: 'eve', providerId: 'yahoo' },
    password: 'abcd efgh',
  });
});

it('opens the pages of a provider in a tab that knows nothing of this one', async () => {
  const page = await visit();
  await choose(page, 'yahoo');
  const link = page.getByRole('link', { name: 'Voir comment faire (nouvel onglet)' });
  expect(await link.getAttribute('href')).toBe('https://help.yahoo.example/app-password');
  expect(await link.getAttribute('target')).toBe('_blank');
  expect(await link.getAttribute('rel')).toContain('noopener');
  expect(await page.getByRole('link', { name: 'Page d’aide de Yahoo' }).isVisible()).toBe(true);
});

it('is a combobox: arrows move, Enter chooses, Escape closes, and the focus stays in the box', async () => {
  const page = await visit();
  await box(page).focus();
  expect(await box(page).getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => box(page).getAttribute('aria-expanded')).toBe('true');
  await expect.poll(() => active(page)).toBe('Google (Gmail, Google Workspace)');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => active(page)).toBe('Proton Mail');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => active(page)).toBe('Outlook.com (Hotmail)');
  await page.keyboard.press('Escape');
  expect(await box(page).getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.type('VIDEO');
  await expect.poll(() => active(page)).toBe('Vidéotron');
  await page.getByRole('status').filter({ hasText: 'Un fournisseur' }).waitFor();
  await page.keyboard.press('Enter');
  expect(await box(page).inputValue()).toBe('Vidéotron');
  await expect.poll(() => focusedText(page)).toBe('providerId');
  await page.getByText('Rien à préparer').waitFor();
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('option', { selected: true }).textContent()).toBe('Vidéotron');
});

it('is chosen by the pointer too, and keeps the choice when a search is given up', async () => {
  const page = await visit();
  await page.getByRole('button', { name: 'Liste des fournisseurs' }).click();
  await page.getByRole('option', { name: 'Orange' }).click();
  expect(await box(page).inputValue()).toBe('Orange');
  await box(page).fill('Yah');
  await page.getByLabel('Adresse courriel').focus();
  expect(await box(page).inputValue()).toBe('Orange');
  await box(page).fill('YAHOO');
  await page.getByLabel('Adresse courriel').focus();
  expect(await box(page).inputValue()).toBe('Yahoo');
});

it('offers to look for the servers, and manual settings, when nothing matches, and leads there', async () => {
  const page = await visit();
  await page.getByLabel('Adresse courriel').fill('eve@entreprise.example');
  await box(page).fill('Entreprise');
  await page.getByText('Aucun fournisseur ne correspond à «\u00a0Entreprise\u00a0».').waitFor();
  await page.keyboard.press('Enter');
  expect(portal.gateway.seen('PUT', '/v1/connection')).toEqual([]);
  for (const name of ['Chercher mes serveurs', 'Utiliser les paramètres manuels']) {
    await page.keyboard.press('Tab');
    await expect.poll(() => focusedText(page)).toBe(name);
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedText(page)).toBe('method');
  expect(await page.getByLabel('Identifiant', { exact: true }).inputValue()).toBe('eve@entreprise.example');
});

it.each([
  ['unknown', 'Je ne sais pas'],
  ['hosted', 'Fournisseur hébergé'],
  ['exchange', 'Serveur Exchange'],
  ['manual', 'Paramètres manuels'],
])('proposes the provider of the address (%s)', async (_, way) => {
  const page = await portal.visit();
  await page.getByRole('radio', { name: way }).check();
  await page.getByLabel('Adresse courriel').fill('eve@Yahoo.ca');
  await page.getByText('Cette adresse appartient à Yahoo.').waitFor();
  await page.getByRole('button', { name: 'Choisir Yahoo' }).click();
  await expect.poll(() => focusedText(page)).toContain('À préparer chez Yahoo');
  expect(await box(page).inputValue()).toBe('Yahoo');
  expect(await page.getByText('Cette adresse appartient à').count()).toBe(0);
});

it('says in place of the password that Google wants its own sign-in, and what to do', async () => {
  const page = await visit();
  await choose(page, 'gmail');
  await page.getByRole('heading', { name: 'Google n’accepte pas le mot de passe' }).waitFor();
  expect(await page.locator('#password').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Enregistrer et valider' }).count()).toBe(0);
  await page.getByLabel('Adresse courriel').fill('eve@gmail.com');
  await page.keyboard.press('Enter');
  expect(portal.gateway.seen('PUT', '/v1/connection')).toEqual([]);
  await page.getByRole('button', { name: 'Utiliser les paramètres manuels' }).click();
  await expect.poll(() => focusedText(page)).toBe('method');
  expect(await page.getByRole('button', { name: 'Choisir Google' }).count()).toBe(0);
});

it('says why a mailbox without an open protocol cannot be connected, and what to do', async () => {
  const page = await visit();
  await choose(page, 'proton');
  await page.getByText('Proton Mail n’offre ni IMAP ni POP3').waitFor();
  await page.getByText('Reliez une autre boîte de courriel.').waitFor();
  expect(await page.locator('#password').count()).toBe(0);
});

it('lists what is missing, and leads to it', async () => {
  const page = await visit();
  await save(page);
  await expect.poll(() => focusedText(page)).toContain('2 champs sont à corriger');
  await page.getByRole('link', { name: 'Choisissez votre fournisseur dans la liste.' }).click();
  await expect.poll(() => focusedText(page)).toBe('providerId');
  expect(await box(page).getAttribute('aria-invalid')).toBe('true');
});

it('shows what the gateway refuses at its field', async () => {
  const errors = [
    { pointer: '/settings/providerId', detail: 'Ce fournisseur n’est plus offert.' },
    { pointer: '/settings/username', detail: 'Cet identifiant est refusé.' },
  ];
  portal.gateway.overrides.set('PUT /v1/connection', { status: 400, body: { errors } });
  const page = await visit();
  await page.getByLabel('Adresse courriel').fill('eve@yahoo.ca');
  await choose(page, 'yahoo');
  await page.getByLabel('Mot de passe d’application', { exact: true }).fill('abcd');
  await save(page);
  await page.getByRole('heading', { name: '2 champs sont à corriger' }).waitFor();
  expect(await page.locator('#providerId-error').textContent()).toBe('Ce fournisseur n’est plus offert.');
  expect(await page.locator('#username-error').textContent()).toBe('Cet identifiant est refusé.');
});

it('shows the provider and the servers that were found', async () => {
  portal.gateway.servers = foundServers;
  portal.gateway.connect(hostedSettings, 'established');
  const page = await portal.visit();
  await page.getByText('Fournisseur hébergé').waitFor();
  await page.getByText('Yahoo', { exact: true }).waitFor();
  await page.getByText('imap.mail.yahoo.example, port 993').waitFor();
  await page.getByText('smtp.mail.yahoo.example, port 465').waitFor();
});

it('says that the servers are not found yet', async () => {
  portal.gateway.connect(hostedSettings, 'unproven');
  const page = await portal.visit();
  await page.getByText('Ils seront trouvés à la prochaine validation.').waitFor();
});

it('edits a hosted connection without the password, and wants it again for another provider', async () => {
  portal.gateway.connect(hostedSettings, 'established');
  const page = await portal.visit();
  await page.getByRole('button', { name: 'Modifier' }).click();
  await expect.poll(() => box(page).inputValue()).toBe('Yahoo');
  await choose(page, 'orange');
  await save(page);
  await page.getByRole('link', { name: 'Entrez le mot de passe de nouveau, car le fournisseur' }).click();
  await expect.poll(() => focusedText(page)).toBe('password');
  await choose(page, 'yahoo');
  await save(page);
  await steps(page);
  expect(sent()).toEqual({ settings: hostedSettings });
});

it('goes from manual settings to a provider and back', async () => {
  portal.gateway.connect(settings, 'established');
  const page = await portal.visit();
  await page.getByRole('button', { name: 'Modifier' }).click();
  expect(await page.getByRole('radio', { name: 'Paramètres manuels' }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: 'Fournisseur hébergé' }).check();
  await choose(page, 'videotron');
  await page.getByRole('radio', { name: 'Paramètres manuels' }).check();
  expect(await page.getByLabel('Serveur de réception').inputValue()).toBe('imap.entreprise.example');
  await save(page);
  await steps(page);
  expect(sent()).toEqual({ settings });
});

it('starts the correction of a failed run at the password, with everything still there', async () => {
  const page = await visit();
  await page.getByLabel('Adresse courriel').fill('eve@yahoo.ca');
  await choose(page, 'yahoo');
  await page.getByLabel('Mot de passe d’application', { exact: true }).fill('abcd');
  await save(page);
  await steps(page);
  portal.gateway.run?.pass('incoming-secure');
  portal.gateway.run?.set('incoming-sign-in', { state: 'failed', diagnosis: 'app-password-required' });
  portal.gateway.run?.finish('failed');
  await page.getByRole('button', { name: 'Corriger les paramètres' }).click();
  await expect.poll(() => focusedText(page)).toBe('password');
  expect(await box(page).inputValue()).toBe('Yahoo');
});

it('gives back the choice after a reload, and speaks the other language when it is chosen', async () => {
  const page = await visit();
  await page.getByLabel('Adresse courriel').fill('eve@yahoo.ca');
  await choose(page, 'yahoo');
  await page.reload();
  await page.getByText('Nous avons conservé ce que vous aviez entré.').waitFor();
  await expect.poll(() => box(page).inputValue()).toBe('Yahoo');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Create an app password at Yahoo').waitFor();
  await page.getByLabel('App password', { exact: true }).waitFor();
});

it('says that the list could not be had, tries again, and gives the focus to the box', async () => {
  portal.gateway.overrides.set('GET /v1/providers', { status: 503 });
  const page = await visit();
  await page.getByText('La liste des fournisseurs n’a pas pu être chargée.').waitFor();
  portal.gateway.overrides.clear();
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await expect.poll(() => focusedText(page)).toBe('providerId');
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('option').count()).toBe(6);
});
