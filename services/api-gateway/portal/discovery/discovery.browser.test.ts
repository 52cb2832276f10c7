import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import {
  exchangeUrl,
  failSearch,
  foreignHosts,
  foreignServers,
  foundSoFar,
  searched,
  unknownAddress,
} from '../stand-in/found-settings.js';
import { focusedText, openPortal } from '../stand-in/portal-fixture.js';
import type { ScriptedRun } from '../stand-in/scripted-run.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());
const sent = () => portal.gateway.seen('PUT', '/v1/connection');
const settings = { method: 'unknown', emailAddress: unknownAddress };
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const question = 'Nous avons trouvé vos serveurs. Les utiliser?';
const finding = (page: Page, source: string) => page.locator(`[data-source="${source}"]`);

/** A visitor who has sent an address and a password, and the run that this started. */
async function search(): Promise<{ page: Page; run: ScriptedRun }> {
  const page = await portal.visit();
  await page.getByLabel('Adresse courriel').fill(unknownAddress);
  await page.getByLabel('Mot de passe', { exact: true }).fill('motDePa$$e');
  await press(page, 'Enregistrer et valider');
  await heading(page, 'Validation de votre connexion');
  return { page, run: running() };
}

/** A visitor who has sent the address of an Exchange server, and the run that this started. */
async function searchExchange(url: string): Promise<{ page: Page; run: ScriptedRun }> {
  const page = await portal.visit();
  await page.getByRole('radio', { name: 'Serveur Exchange' }).check();
  await page.getByLabel('Adresse courriel').fill(unknownAddress);
  await page.getByLabel('Adresse du serveur Exchange').fill(url);
  await press(page, 'Enregistrer et chercher');
  await heading(page, 'Validation de votre connexion');
  return { page, run: running() };
}

function running(): ScriptedRun {
  if (portal.gateway.run === null) throw new Error('nothing runs');
  return portal.gateway.run;
}

async function askToConfirm(): Promise<Page> {
  const { page, run } = await search();
  failSearch(run, 'find-settings', { found: { servers: foreignServers, confirmHosts: foreignHosts } });
  await heading(page, question);
  return page;
}

it('offers first the way that needs to know nothing, and asks for an address and a password alone', async () => {
  const page = await portal.visit();
  const ways = page.getByRole('group', { name: 'Façon de connecter votre boîte' });
  await expect.poll(() => ways.getByRole('radio').count()).toBe(4);
  expect(await ways.getByRole('radio', { name: 'Je ne sais pas' }).isChecked()).toBe(true);
  await press(page, 'Enregistrer et valider');
  await expect.poll(() => focusedText(page)).toContain('2 champs sont à corriger');
  await page.getByLabel('Adresse courriel').fill(unknownAddress);
  await page.getByLabel('Mot de passe', { exact: true }).fill('motDePa$$e');
  await press(page, 'Enregistrer et valider');
  await heading(page, 'Validation de votre connexion');
  expect(sent().at(-1)?.body).toEqual({ settings, password: 'motDePa$$e' });
});

it('shows what each source says as it says it, and afterwards what will be used', async () => {
  const { page, run } = await search();
  run.set('find-settings', foundSoFar('running', searched.slice(0, 2)));
  await finding(page, 'mx').waitFor();
  expect(await finding(page, 'provider-facts').textContent()).toContain('Notre liste de fournisseurs');
  expect(await finding(page, 'autoconfig').count()).toBe(0);
  run.set('find-settings', foundSoFar('running', searched.slice(0, 4)));
  await finding(page, 'autoconfig').waitFor();
  run.set('find-settings', foundSoFar('passed', searched, { servers: foreignServers }));
  await page.getByText('imap.hebergeur.example').waitFor();
  await page.getByText('SMTP · port 587 · chiffré (STARTTLS)').waitFor();
  expect(await finding(page, 'autoconfig').isVisible()).toBe(false);
  await page.getByText('Voir les 7 sources consultées').click();
  expect(await finding(page, 'autodiscover').isVisible()).toBe(true);
});

it('tells a screen reader of a search only what it finds, in a few sentences', async () => {
  const { page, run } = await search();
  await page.evaluate(() => {
    const said: string[] = [];
    const region = document.getElementById('announcements');
    if (region === null) throw new Error('no live region');
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true, subtree: true });
    Object.assign(window, { said });
  });
  for (let count = 1; count <= searched.length; count += 1) {
    run.set('find-settings', foundSoFar('running', searched.slice(0, count)));
  }
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await expect.poll(async () => (await said()).join(' '), { timeout: 5_000 }).toContain('(autoconfig)');
  expect((await said()).length).toBeLessThanOrEqual(2);
  expect((await said()).join(' ')).not.toContain('Notre liste de fournisseurs');
  expect(await page.locator('.findings').evaluate((list) => list.closest('[aria-live]'))).toBe(null);
});

it('asks before the password goes elsewhere: says where, and that it was not sent', async () => {
  const page = await askToConfirm();
  await expect.poll(() => focusedText(page)).toBe(question);
  await page.getByText('n’appartiennent pas à votre domaine, entreprise.example').waitFor();
  await page.getByText('Votre mot de passe ne leur a pas été envoyé').waitFor();
  expect(await page.locator('.message .found-servers .badge').count()).toBe(2);
  expect(await page.getByText('La connexion n’a pas pu être établie').count()).toBe(0);
});

it('sends for "yes" the same settings with these servers, without a password, and under one key however often', async () => {
  const page = await askToConfirm();
  portal.gateway.overrides.set('PUT /v1/connection', { status: 503 });
  await press(page, 'Oui, utiliser ces serveurs');
  await page.getByText('Votre réponse n’a pas pu être enregistrée.').waitFor();
  portal.gateway.overrides.clear();
  await press(page, 'Oui, utiliser ces serveurs');
  await heading(page, 'Validation de votre connexion');
  const [, first, second] = sent();
  expect(second?.body).toEqual({ settings: { ...settings, confirmedHosts: foreignHosts } });
  expect(first?.headers['idempotency-key']).toBe(second?.headers['idempotency-key']);
});

it('marks the one server of two that is foreign', async () => {
  const { page, run } = await search();
  const { outgoing } = foreignServers;
  const servers = { ...foreignServers, outgoing: { ...outgoing, host: 'smtp.entreprise.example' } };
  failSearch(run, 'find-settings', { found: { servers, confirmHosts: foreignHosts.slice(0, 1) } });
  await page.getByText('Le serveur imap.hebergeur.example n’appartient pas à votre domaine').waitFor();
  expect(await page.locator('.message .found-servers .badge').count()).toBe(1);
});

it('goes back to the form for "no", with everything still there', async () => {
  const page = await askToConfirm();
  await press(page, 'Non, revenir au formulaire');
  await expect.poll(() => focusedText(page)).toBe('emailAddress');
  expect(await page.getByLabel('Mot de passe', { exact: true }).inputValue()).toBe('motDePa$$e');
});

it('offers to enter by hand what was found', async () => {
  const page = await askToConfirm();
  await press(page, 'Entrer les paramètres à la main');
  await heading(page, 'Modifier votre connexion');
  expect(await page.getByRole('radio', { name: 'Paramètres manuels' }).isChecked()).toBe(true);
  expect(await page.getByLabel('Serveur de réception').inputValue()).toBe('imap.hebergeur.example');
  expect(await page.getByLabel('Port d’envoi').inputValue()).toBe('587');
  await press(page, 'Enregistrer et valider');
  await heading(page, 'Validation de votre connexion');
  expect(sent().at(-1)?.body).toMatchObject({ settings: { method: 'manual' }, password: 'motDePa$$e' });
});

it('asks again after a reload, and a stored password is enough', async () => {
  const page = await askToConfirm();
  await page.reload();
  await heading(page, question);
  await press(page, 'Oui, utiliser ces serveurs');
  await heading(page, 'Validation de votre connexion');
  expect(sent().at(-1)?.body).toEqual({ settings: { ...settings, confirmedHosts: foreignHosts } });
});

it('leads to manual settings first when nothing was found', async () => {
  const { page, run } = await search();
  failSearch(run, 'find-settings', { found: {} });
  await heading(page, 'La connexion n’a pas pu être établie');
  expect(await page.locator('.actions .primary').textContent()).toBe('Entrer les paramètres à la main');
  await press(page, 'Entrer les paramètres à la main');
  await expect.poll(() => focusedText(page)).toBe('incomingHost');
  expect(await page.getByLabel('Identifiant', { exact: true }).inputValue()).toBe(unknownAddress);
});

it('leads to the Exchange option with the server that was found, and to the list of providers for their own sign-in', async () => {
  const { page, run } = await search();
  failSearch(run, 'find-settings', { diagnosis: 'provider-unsupported', found: { exchangeUrl } });
  await press(page, 'Passer à l’option Exchange');
  await expect.poll(() => focusedText(page)).toBe('exchangeUrl');
  expect(await page.getByLabel('Adresse du serveur Exchange').inputValue()).toBe(exchangeUrl);
  await press(page, 'Enregistrer et chercher');
  await heading(page, 'Validation de votre connexion');
  expect(sent().at(-1)?.body).toEqual({
    settings: { method: 'exchange', emailAddress: unknownAddress, url: exchangeUrl },
  });
  failSearch(running(), 'find-endpoint', { diagnosis: 'oauth-required', found: {} }, { signIn: 'microsoft' });
  await press(page, 'Choisir mon fournisseur dans la liste');
  await expect.poll(() => focusedText(page)).toBe('providerId');
});

it('shows the Exchange server that it found, although it cannot open the mailbox yet', async () => {
  const { page, run } = await searchExchange('webmail.entreprise.example');
  expect(sent().at(-1)?.body).toEqual({
    settings: { method: 'exchange', emailAddress: unknownAddress, url: 'webmail.entreprise.example' },
  });
  run.set('find-endpoint', foundSoFar('running', [['typed-address', 'found']]));
  await finding(page, 'typed-address').waitFor();
  run.set('find-endpoint', foundSoFar('passed', [['typed-address', 'found']], { exchangeUrl }));
  failSearch(run, 'open-inbox', { diagnosis: 'provider-unsupported' }, { exchangeUrl });
  await heading(page, 'La connexion n’a pas pu être établie');
  await page.getByText(exchangeUrl).first().waitFor();
  await press(page, 'Continuer plus tard');
  await heading(page, 'Votre connexion');
  expect(await page.getByRole('definition').allTextContents()).toContain(exchangeUrl);
});

it('corrects the address of an Exchange server that was not found', async () => {
  const { page, run } = await searchExchange('http://206.200.104.1/exchange');
  failSearch(run, 'find-endpoint', { diagnosis: 'endpoint-not-found', found: {} });
  await press(page, 'Corriger les paramètres');
  await expect.poll(() => focusedText(page)).toBe('exchangeUrl');
});

it('refuses a user name in the address of a server', async () => {
  const page = await portal.visit();
  await page.getByRole('radio', { name: 'Serveur Exchange' }).check();
  await page.getByLabel('Adresse du serveur Exchange').fill('https://eve:motDePa$$e@mail.entreprise.example');
  await page.getByLabel('Adresse courriel').fill(unknownAddress);
  await press(page, 'Enregistrer et chercher');
  await page.getByRole('link', { name: 'sans identifiant ni mot de passe' }).click();
  await expect.poll(() => focusedText(page)).toBe('exchangeUrl');
  expect(sent()).toEqual([]);
});

it('asks whether an Exchange server of somebody else is the right one, and takes it for the address that was meant', async () => {
  const { page, run } = await searchExchange('');
  const foreign = 'https://exchange.hebergeur.example/EWS/Exchange.asmx';
  const found = { exchangeUrl: foreign, confirmHosts: ['exchange.hebergeur.example'] };
  failSearch(run, 'find-endpoint', { diagnosis: 'endpoint-not-found', found }, { exchangeUrl: foreign });
  await heading(page, 'Nous avons trouvé un serveur Exchange. Est-ce le vôtre?');
  await page.getByText('à l’adresse exchange.hebergeur.example').waitFor();
  await press(page, 'Oui, c’est mon serveur');
  await heading(page, 'Validation de votre connexion');
  expect(sent().at(-1)?.body).toEqual({
    settings: { method: 'exchange', emailAddress: unknownAddress, url: foreign },
  });
});
