import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { focusedText, settings, openPortal } from './stand-in/portal-fixture.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());

/** Presses Tab until the focus is on `name`: a field by its name, a button by its text. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      const element = document.activeElement;
      return element === null || element === document.body ? 'none' : getComputedStyle(element).outlineStyle;
    });
    const focused = await focusedText(page);
    if (focused !== '') expect(ring, `the focus ring of ${focused}`).not.toBe('none');
    if (focused === name) return;
  }
  throw new Error(`Tab never reaches ${name}`);
}

it('connects, validates and removes a mailbox by the keyboard alone, always with a visible focus', async () => {
  const page = await portal.visit();
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  await tabTo(page, 'Aller au contenu');
  await tabTo(page, 'method');
  // From the first way, backwards around to the last.
  await page.keyboard.press('ArrowUp');
  await tabTo(page, 'emailAddress');
  await page.keyboard.type(settings.emailAddress);
  await tabTo(page, 'password');
  await page.keyboard.type('motDePa$$e');
  await tabTo(page, 'incomingProtocol');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'incomingHost');
  await page.keyboard.type('pop.entreprise.example');
  await tabTo(page, 'outgoingHost');
  await page.keyboard.type('smtp.entreprise.example');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
  expect(portal.gateway.seen('PUT', '/v1/connection').at(-1)?.body).toMatchObject({
    settings: { incoming: { protocol: 'pop3', port: 995 }, keepCopyOnServer: true },
  });
  portal.gateway.run?.finish('passed');
  await page.getByRole('heading', { name: 'Votre boîte est connectée' }).waitFor();
  await tabTo(page, 'Terminer');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Votre connexion' }).waitFor();
  await tabTo(page, 'Retirer la connexion');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Retirer');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Configurer votre connexion' }).waitFor();
  expect(portal.gateway.connection).toBe(null);
});
