import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { fillNewConnection, focusedText, settings, openPortal } from '../stand-in/portal-fixture.js';
import { ScriptedRun } from '../stand-in/scripted-run.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());
const step = (page: Page, id: string, state: string) =>
  page.locator(`[data-step="${id}"][data-state="${state}"]`).waitFor();

/** A run that is going on, and a page that shows it. */
async function watch(): Promise<{ page: Page; run: ScriptedRun }> {
  const run = new ScriptedRun();
  portal.gateway.connect(settings, 'unproven', run);
  const page = await portal.visit();
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
  await expect.poll(() => run.readers.length).toBe(1);
  return { page, run };
}

it('shows each step as it starts and as it ends', async () => {
  const { page, run } = await watch();
  expect(await page.locator('[data-step]').count()).toBe(12);
  run.set('find-settings', { state: 'running' });
  await step(page, 'find-settings', 'running');
  run.set('find-settings', { state: 'passed', elapsedMs: 1_500 });
  await step(page, 'find-settings', 'passed');
  expect(await page.locator('[data-step="find-settings"] .elapsed').textContent()).toBe('1,5\u00a0s');
  expect(await page.getByRole('progressbar').getAttribute('value')).toBe('1');
});

it('catches up when the page is reloaded in the middle, and asks only for what it has not seen', async () => {
  const { page, run } = await watch();
  run.pass('incoming-sign-in');
  await step(page, 'incoming-sign-in', 'passed');
  await page.reload();
  await step(page, 'incoming-sign-in', 'passed');
  await expect.poll(() => run.readers.at(-1)).toBe('5');
  run.set('incoming-open-inbox', { state: 'running' });
  await step(page, 'incoming-open-inbox', 'running');
});

it('goes on after the line was cut in the middle of an event', async () => {
  const { page, run } = await watch();
  run.pass('incoming-resolve');
  await step(page, 'incoming-resolve', 'passed');
  run.cut();
  run.pass('incoming-secure');
  await step(page, 'incoming-secure', 'passed');
  run.finish('passed');
  await page.getByRole('heading', { name: 'Votre boîte est connectée' }).waitFor();
});

it('says that the line is interrupted while the gateway is away', async () => {
  const { page, run } = await watch();
  const path = `GET /v1/connection/validations/${run.validationId}`;
  portal.gateway.overrides.set(path, null);
  run.cut();
  await page.getByText('La liaison avec le portail est interrompue.').waitFor();
  portal.gateway.overrides.clear();
  run.finish('passed');
  await page.getByRole('heading', { name: 'Votre boîte est connectée' }).waitFor({ timeout: 10_000 });
});

it('explains the step that failed, and the correction starts at its field with everything still there', async () => {
  const page = await portal.visit();
  await fillNewConnection(page);
  await page.getByRole('button', { name: 'Enregistrer et valider' }).click();
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
  const sentences = { message: 'Le mot de passe est refusé.', remedy: 'Entrez-le de nouveau.', serverText: 'NO bad' };
  portal.gateway.run?.pass('incoming-secure');
  portal.gateway.run?.set('incoming-sign-in', {
    state: 'failed',
    diagnosis: 'credentials-rejected',
    retryable: false,
    ...sentences,
  });
  portal.gateway.run?.finish('failed');
  await page.getByRole('heading', { name: 'La connexion n’a pas pu être établie' }).waitFor();
  await expect.poll(() => focusedText(page)).toBe('La connexion n’a pas pu être établie');
  for (const sentence of Object.values(sentences)) expect(await page.getByText(sentence).isVisible()).toBe(true);
  expect(await page.getByText('Réessayer sans rien changer n’aidera pas.').isVisible()).toBe(true);

  await page.getByRole('button', { name: 'Corriger les paramètres' }).click();
  await expect.poll(() => focusedText(page)).toBe('password');
  expect(await page.getByLabel('Mot de passe', { exact: true }).inputValue()).toBe('motDePa$$e');
});

it('leads to a correction when the server is to be left alone for a while', async () => {
  const { page, run } = await watch();
  const message = 'Ce serveur a refusé deux essais.';
  run.set('incoming-sign-in', { state: 'failed', diagnosis: 'rate-limited', retryable: true, message });
  run.finish('failed');
  const correct = page.getByRole('button', { name: 'Corriger les paramètres' });
  await expect.poll(() => correct.getAttribute('class')).toContain('primary');
  const again = page.getByRole('button', { name: 'Valider à nouveau' });
  expect(await again.getAttribute('class')).not.toContain('primary');
  expect(await page.getByText('Réessayer sans rien changer').count()).toBe(0);
});

it('stops at once when asked to', async () => {
  const { page } = await watch();
  await page.getByRole('button', { name: 'Arrêter la validation' }).click();
  await page.getByRole('heading', { name: 'La validation a été arrêtée' }).waitFor();
});

it('announces results in a few sentences, not one for each event', async () => {
  const { page, run } = await watch();
  await page.evaluate(() => {
    const said: string[] = [];
    const region = document.getElementById('announcements');
    if (region === null) throw new Error('no live region');
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true, subtree: true });
    Object.assign(window, { said });
  });
  run.pass('incoming-secure');
  run.set('incoming-sign-in', { state: 'failed', message: 'Le mot de passe est refusé.' });
  run.finish('failed');
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await expect.poll(async () => (await said()).join(' '), { timeout: 5_000 }).toContain('Le mot de passe est refusé.');
  // One sentence a second: two when the second ends in the middle of the events.
  expect((await said()).length).toBeLessThanOrEqual(2);
  expect((await said()).join(' ')).toMatch(/Étapes? .*réussies?.* Ouvrir une session de réception\s: échouée\./);
});

it('tells the steps in the other language when it is chosen during the run', async () => {
  const { page, run } = await watch();
  run.pass('find-settings');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Read the settings').waitFor();
  run.set('incoming-resolve', { state: 'running' });
  await step(page, 'incoming-resolve', 'running');
  await page.getByText('Find the incoming server').waitFor();
});
