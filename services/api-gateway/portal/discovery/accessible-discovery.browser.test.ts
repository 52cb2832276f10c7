import { type ConnectionSettings, type Language, languages, stepsOf } from '@mail-access/contracts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { expectAccessible } from '../stand-in/accessible.js';
import {
  exchangeUrl,
  failSearch,
  foreignHosts,
  foreignServers,
  foundSoFar,
  searched,
  unknownAddress,
} from '../stand-in/found-settings.js';
import { accessToken } from '../stand-in/issuer.js';
import { focusedText, openPortal } from '../stand-in/portal-fixture.js';
import { ScriptedRun } from '../stand-in/scripted-run.js';
import { wordings } from '../wording/wording.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());

const unknown: ConnectionSettings = { method: 'unknown', emailAddress: unknownAddress };
const exchange: ConnectionSettings = { method: 'exchange', emailAddress: unknownAddress, url: 'webmail.example' };
const question = { servers: foreignServers, confirmHosts: foreignHosts };

/** A run that is going on, and how it goes on once the page shows it. */
function watching(go: (run: ScriptedRun) => void) {
  return async (page: Page) => {
    await page.locator('[data-step]').first().waitFor();
    if (portal.gateway.run !== null) go(portal.gateway.run);
    await page.locator('.message, .discovery').first().waitFor();
    for (const summary of await page.locator('.discovery summary').all()) await summary.click();
  };
}

interface State {
  readonly settings?: ConnectionSettings;
  /** A run that ended before the visit. */
  readonly ended?: (run: ScriptedRun) => void;
  readonly reach: (page: Page, language: Language) => Promise<unknown>;
}

const running = (settings: ConnectionSettings, go: (run: ScriptedRun) => void): State => ({
  settings,
  reach: watching(go),
});

const states: Readonly<Record<string, State>> = {
  'four ways': { reach: (page) => page.locator('input[name="method"]').first().waitFor() },
  'errors where nothing has to be known': {
    reach: async (page) => {
      await page.locator('button[type="submit"]').click();
      await page.locator('#error-summary').waitFor();
    },
  },
  'an Exchange server, with an error': {
    reach: async (page, language) => {
      await page.getByRole('radio', { name: wordings[language].ways.methods.exchange }).check();
      await page.locator('#exchangeUrl').fill('https://eve:secret@mail.example');
      await page.locator('button[type="submit"]').click();
      await page.locator('#exchangeUrl-error').waitFor();
    },
  },
  searching: running(unknown, (run) => run.set('find-settings', foundSoFar('running', searched))),
  'servers found': running(unknown, (run) => {
    run.set('find-settings', foundSoFar('passed', searched, { servers: foreignServers }));
  }),
  'the question': running(unknown, (run) => failSearch(run, 'find-settings', { found: question })),
  'nothing found': running(unknown, (run) => failSearch(run, 'find-settings', { found: {} })),
  'only Exchange found': running(unknown, (run) => {
    failSearch(run, 'find-settings', { diagnosis: 'provider-unsupported', found: { exchangeUrl } }, { exchangeUrl });
  }),
  'an Exchange server of somebody else': running(exchange, (run) => {
    const found = { exchangeUrl, confirmHosts: ['mail.entreprise.example'] };
    failSearch(run, 'find-endpoint', { diagnosis: 'endpoint-not-found', found }, { exchangeUrl });
  }),
  'an Exchange server found': running(exchange, (run) => {
    run.set('find-endpoint', foundSoFar('passed', [['typed-address', 'found']], { exchangeUrl }));
    failSearch(run, 'open-inbox', { diagnosis: 'provider-unsupported' }, { exchangeUrl });
  }),
  'the question, later': {
    settings: unknown,
    ended: (run) => failSearch(run, 'find-settings', { found: question }),
    reach: (page) => page.locator('.found-servers').first().waitFor(),
  },
};

const cases = languages.flatMap((language) =>
  Object.entries(states).map(([name, state]) => [language, name, state] as const),
);

it.each(cases)('%s, %s: axe finds nothing, and nothing is cut off or too small', async (language, _, state) => {
  const { settings, ended, reach } = state;
  if (settings !== undefined) {
    const run = new ScriptedRun(stepsOf(settings));
    ended?.(run);
    portal.gateway.connect(settings, 'unproven', run);
  }
  const page = await portal.visit({}, accessToken({ locale: language }));
  await reach(page, language);
  await expectAccessible(page);
});

it('is answered by the keyboard alone', async () => {
  portal.gateway.connect(unknown, 'unproven', new ScriptedRun());
  const page = await portal.visit();
  await page.locator('[data-step]').first().waitFor();
  if (portal.gateway.run !== null) failSearch(portal.gateway.run, 'find-settings', { found: question });
  await expect.poll(() => focusedText(page)).toBe('Nous avons trouvé vos serveurs. Les utiliser?');
  for (const name of ['Pourquoi nous posons cette question', 'Oui, utiliser ces serveurs']) {
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe(name);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Validation de votre connexion' }).waitFor();
});
