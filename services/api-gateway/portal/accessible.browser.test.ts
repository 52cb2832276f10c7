import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { expectAccessible } from './stand-in/accessible.js';
import { axeFindings, scrollsSideways } from './stand-in/browser.js';
import { foundServers, hostedSettings } from './stand-in/hosted-providers.js';
import { chooseHosted, chooseManual, settings, openPortal } from './stand-in/portal-fixture.js';
import { ScriptedRun } from './stand-in/scripted-run.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());

/** What each state needs before the visit, and what a visitor does to see it. */
interface State {
  readonly signedOut?: true;
  readonly prepare?: () => void;
  readonly reach: (page: Page) => Promise<unknown>;
}

function failSignIn(run: ScriptedRun): ScriptedRun {
  run.pass('incoming-secure');
  const serverText = '[AUTHENTICATIONFAILED] Authentication failed.';
  const sentences = { message: 'Le serveur a refusé le mot de passe.', remedy: 'Entrez-le de nouveau.', serverText };
  run.set('incoming-sign-in', { state: 'failed', diagnosis: 'credentials-rejected', retryable: false, ...sentences });
  run.finish('failed');
  return run;
}
const failedRun = () => failSignIn(new ScriptedRun());
const passedRun = () => {
  const run = new ScriptedRun();
  run.set('incoming-secure', { state: 'warning', message: 'Le certificat expire bientôt.' });
  run.finish('passed');
  return run;
};
const provider = (page: Page) => page.getByRole('combobox', { name: 'Fournisseur de courriel' });
async function choose(page: Page, name: string): Promise<void> {
  await chooseHosted(page);
  await provider(page).fill(name);
  // The list of providers may still be on its way.
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

const states: Readonly<Record<string, State>> = {
  'signed out': { signedOut: true, reach: (page) => heading(page, 'Ouvrez une session') },
  'no connection': { reach: (page) => heading(page, 'Configurer votre connexion') },
  'list of providers': {
    reach: async (page) => {
      await chooseHosted(page);
      await provider(page).click();
      await page.getByRole('option', { name: 'Vidéotron' }).waitFor();
    },
  },
  'no such provider': {
    reach: async (page) => {
      await chooseHosted(page);
      await provider(page).fill('Entreprise');
      await page.getByText('Aucun fournisseur ne correspond').waitFor();
    },
  },
  'no list of providers': {
    prepare: () => portal.gateway.overrides.set('GET /v1/providers', { status: 503 }),
    reach: async (page) => {
      await chooseHosted(page);
      await page.getByText('n’a pas pu être chargée').waitFor();
    },
  },
  'provider proposed': {
    reach: async (page) => {
      await page.getByLabel('Adresse courriel').fill('eve@yahoo.ca');
      await page.getByRole('button', { name: 'Choisir Yahoo' }).waitFor();
    },
  },
  'preparation, and errors at a provider': {
    reach: async (page) => {
      await choose(page, 'Yahoo');
      await page.getByRole('button', { name: 'Enregistrer et valider' }).click();
      await page.locator('#error-summary').waitFor();
    },
  },
  'provider that wants its own sign-in': {
    reach: async (page) => {
      await choose(page, 'Gmail');
      await heading(page, 'Google n’accepte pas');
    },
  },
  'provider without an open protocol': {
    reach: async (page) => {
      await choose(page, 'Proton');
      await heading(page, 'Cette boîte ne peut pas être reliée');
    },
  },
  'connected at a provider': {
    prepare: () => {
      portal.gateway.servers = foundServers;
      portal.gateway.connect(hostedSettings, 'established', passedRun());
    },
    reach: (page) => page.getByText('imap.mail.yahoo.example').waitFor(),
  },
  'manual settings': { reach: chooseManual },
  'form with errors': {
    reach: async (page) => {
      await chooseManual(page);
      await page.getByRole('radio', { name: 'Aucune', exact: true }).first().check();
      await page.getByRole('radio', { name: 'POP3' }).check();
      await page.getByRole('radio', { name: 'Un identifiant et un mot de passe différents' }).check();
      await page.getByRole('button', { name: 'Enregistrer et valider' }).click();
      await page.locator('#error-summary').waitFor();
    },
  },
  running: {
    prepare: () => {
      const run = new ScriptedRun();
      run.pass('incoming-connect');
      run.set('incoming-secure', { state: 'running' });
      portal.gateway.connect(settings, 'unproven', run);
    },
    reach: (page) => page.locator('[data-state="running"]').waitFor(),
  },
  failed: {
    prepare: () => portal.gateway.connect(settings, 'unproven', new ScriptedRun()),
    reach: async (page) => {
      await heading(page, 'Validation de votre connexion');
      if (portal.gateway.run !== null) failSignIn(portal.gateway.run);
      await heading(page, 'La connexion n’a pas pu être établie');
    },
  },
  passed: {
    prepare: () => portal.gateway.connect(settings, 'unproven', new ScriptedRun()),
    reach: async (page) => {
      await heading(page, 'Validation de votre connexion');
      portal.gateway.run?.finish('passed');
      await heading(page, 'Votre boîte est connectée');
    },
  },
  connected: {
    prepare: () => portal.gateway.connect(settings, 'established', passedRun()),
    reach: (page) => page.getByText('Voir les étapes').click(),
  },
  'connection that broke': {
    prepare: () => portal.gateway.connect(settings, 'broken', failedRun()),
    reach: (page) => page.getByText('Connexion en échec').waitFor(),
  },
  'removal dialog': {
    prepare: () => portal.gateway.connect(settings, 'established', passedRun()),
    reach: (page) => page.getByRole('button', { name: 'Retirer la connexion' }).click(),
  },
  'no entitlement': {
    prepare: () => portal.gateway.overrides.set('GET /v1/connection', { status: 403, body: {} }),
    reach: (page) => heading(page, 'Votre abonnement n’inclut pas l’accès aux courriels'),
  },
  unreachable: {
    prepare: () => portal.gateway.overrides.set('GET /v1/connection', null),
    reach: (page) => heading(page, 'Le service ne répond pas'),
  },
};

it.each(Object.entries(states))('%s: axe finds nothing, and nothing is cut off or too small', async (_, state) => {
  state.prepare?.();
  const page = await portal.visit({}, state.signedOut ? null : undefined);
  await state.reach(page);
  await expectAccessible(page);
});

it('would notice: axe finds a picture without a text, and a line that is too long', async () => {
  const page = await portal.visit({ viewport: { width: 320, height: 640 } });
  await heading(page, 'Configurer votre connexion');
  await page.evaluate(() => document.querySelector('main')?.append(new Image(400, 20)));
  expect((await axeFindings(page)).join()).toContain('image-alt');
  expect(await scrollsSideways(page)).toBe(true);
});

it('says every state of a step in words, for eyes that do not tell red from green', async () => {
  portal.gateway.connect(settings, 'broken', failedRun());
  const page = await portal.visit();
  await page.getByText('Voir les étapes').click();
  expect(await page.locator('[data-step="incoming-secure"] .step-state').textContent()).toBe('Réussie');
  expect(await page.locator('[data-step="incoming-sign-in"] .step-state').textContent()).toBe('Échouée');
  expect(await page.locator('[data-step="send-test-message"] .step-state').textContent()).toBe('Non exécutée');
});

it('turns nothing for a visitor who asked for less motion', async () => {
  const run = new ScriptedRun();
  run.set('find-settings', { state: 'running' });
  portal.gateway.connect(settings, 'unproven', run);
  const page = await portal.visit({ reducedMotion: 'reduce' });
  await page.locator('[data-state="running"]').waitFor();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
