import { afterAll, afterEach, expect, it } from 'vitest';
import { focusedText, settings, openPortal } from '../stand-in/portal-fixture.js';
import { ScriptedRun } from '../stand-in/scripted-run.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());

it('shows the settings and the last validation, and no secret', async () => {
  const run = new ScriptedRun();
  run.finish('passed');
  portal.gateway.connect(settings, 'established', run);
  const page = await portal.visit();
  await page.getByText('Connectée').waitFor();
  await page.getByText('imap.entreprise.example, port 993').waitFor();
  await page.getByText('Enregistré (jamais affiché)').waitFor();
  await page.getByText(/\d\s: réussie/).waitFor();
});

it('validates again', async () => {
  portal.gateway.connect(settings, 'broken');
  const page = await portal.visit();
  await page.getByRole('button', { name: 'Valider à nouveau' }).click();
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
  portal.gateway.run?.finish('passed');
  await page.getByRole('button', { name: 'Terminer' }).click();
  await page.getByRole('heading', { name: 'Votre connexion' }).waitFor();
});

it('follows the run that is already going on elsewhere', async () => {
  portal.gateway.connect(settings, 'established');
  const page = await portal.visit();
  await page.getByRole('heading', { name: 'Votre connexion' }).waitFor();
  const run = new ScriptedRun();
  portal.gateway.connect(settings, 'established', run);
  const { validationId } = run;
  portal.gateway.overrides.set('POST /v1/connection/validations', { status: 409, body: { validationId } });
  await page.getByRole('button', { name: 'Valider à nouveau' }).click();
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
});

it('asks before it removes: the harmless answer has the focus, and Escape gives it back', async () => {
  portal.gateway.connect(settings, 'established');
  const page = await portal.visit();
  await page.getByRole('button', { name: 'Retirer la connexion' }).click();
  await expect.poll(() => focusedText(page)).toBe('Conserver la connexion');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(() => focusedText(page)).toBe('Retirer la connexion');
  expect(portal.gateway.seen('DELETE', '/v1/connection')).toEqual([]);
});

it('removes, says so, and offers an empty form', async () => {
  portal.gateway.connect(settings, 'established');
  const page = await portal.visit();
  await page.getByRole('button', { name: 'Retirer la connexion' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  await expect.poll(() => focusedText(page)).toContain('La connexion est retirée.');
  expect(await page.getByLabel('Adresse courriel').inputValue()).toBe('');
});

it('keeps the dialog when removing failed', async () => {
  portal.gateway.connect(settings, 'established');
  portal.gateway.overrides.set('DELETE /v1/connection', { status: 503 });
  const page = await portal.visit();
  await page.getByRole('button', { name: 'Retirer la connexion' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click();
  await page.getByText('Le retrait n’a pas abouti.').waitFor();
});
