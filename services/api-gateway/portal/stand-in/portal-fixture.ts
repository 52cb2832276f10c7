import type { ManualSettings } from '@mail-access/contracts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchChromium, openPage } from './browser.js';
import { buildPage, type BuiltPage } from './built-page.js';
import { StandInGateway } from './gateway.js';
import { accessToken } from './issuer.js';

export const settings: ManualSettings = {
  method: 'manual',
  emailAddress: 'eve@entreprise.example',
  username: 'eve@entreprise.example',
  incoming: { protocol: 'imap', host: 'imap.entreprise.example', port: 993, security: 'tls' },
  outgoing: { host: 'smtp.entreprise.example', port: 465, security: 'tls', authentication: 'same' },
};

export interface PortalFixture {
  readonly gateway: StandInGateway;
  readonly browser: Browser;
  /** A new visitor at the page, signed in unless `token` is null. */
  visit(options?: BrowserContextOptions, token?: string | null): Promise<Page>;
}

/** The built page, a stand-in gateway and Chromium for the tests of a file; every test starts with nothing saved. */
export function usePortal(): PortalFixture {
  let built: BuiltPage;
  const fixture = {} as { gateway: StandInGateway; browser: Browser };
  beforeAll(async () => {
    built = await buildPage();
    fixture.gateway = await new StandInGateway(built).start();
    fixture.browser = await launchChromium();
  });
  afterEach(async () => {
    for (const context of fixture.browser.contexts()) await context.close();
    fixture.gateway.reset();
  });
  afterAll(async () => {
    await fixture.browser?.close();
    await fixture.gateway?.[Symbol.asyncDispose]();
    await built?.[Symbol.asyncDispose]();
  });
  return Object.assign(fixture, {
    async visit(options: BrowserContextOptions = {}, token: string | null = accessToken()) {
      const page = await openPage(fixture.browser, options);
      await page.goto(token === null ? fixture.gateway.url : `${fixture.gateway.url}/#access_token=${token}`);
      return page;
    },
  });
}

/** Fills what a new connection needs, and leaves the rest as the form proposes it. */
export async function fillNewConnection(page: Page): Promise<void> {
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
