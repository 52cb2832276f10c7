import type { ManualSettings } from '@mail-access/contracts';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium, openPage } from './browser.js';
import { buildPage } from './built-page.js';
import { StandInGateway } from './gateway.js';
import { accessToken } from './issuer.js';

export const settings: ManualSettings = {
  method: 'manual',
  emailAddress: 'eve@entreprise.example',
  username: 'eve@entreprise.example',
  incoming: { protocol: 'imap', host: 'imap.entreprise.example', port: 993, security: 'tls' },
  outgoing: { host: 'smtp.entreprise.example', port: 465, security: 'tls', authentication: 'same' },
};

/** The built page, a stand-in gateway and Chromium, for the tests of a file. */
export interface PortalFixture {
  readonly gateway: StandInGateway;
  /** A new visitor at the page, signed in unless `token` is null. */
  visit(options?: BrowserContextOptions, token?: string | null, path?: string): Promise<Page>;
  /** Sends the visitors away and forgets what the test saved: every test starts with nothing. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function openPortal(): Promise<PortalFixture> {
  const built = await buildPage();
  const gateway = await new StandInGateway(built).start();
  const browser = await launchChromium();
  return {
    gateway,
    async visit(options = {}, token = accessToken(), path = '/') {
      const page = await openPage(browser, options);
      await page.goto(gateway.url + path + (token === null ? '' : `#access_token=${token}`));
      return page;
    },
    async reset() {
      for (const context of browser.contexts()) await context.close();
      gateway.reset();
    },
    async close() {
      await browser.close();
      await gateway[Symbol.asyncDispose]();
      await built[Symbol.asyncDispose]();
    },
  };
}

/** Opens an empty form for a hosted provider. */
export async function chooseHosted(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Fournisseur hébergé' }).check();
}

/** Opens an empty form for manual settings. */
export async function chooseManual(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Paramètres manuels' }).check();
}

/** Fills what a new manual connection needs, and leaves the rest as the form proposes it. */
export async function fillNewConnection(page: Page): Promise<void> {
  await chooseManual(page);
  await page.getByLabel('Adresse courriel').fill(settings.emailAddress);
  await page.getByLabel('Mot de passe', { exact: true }).fill('motDePa$$e');
  await page.getByLabel('Serveur de réception').fill(settings.incoming.host);
  await page.getByLabel('Serveur d’envoi (SMTP)').fill(settings.outgoing.host);
}

/** The element that has the focus, by its text or its label. */
export function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return (element instanceof HTMLInputElement ? element.name : element?.textContent) ?? '';
  });
}
