import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { expectAccessible } from '../stand-in/accessible.js';
import { focusedText, openPortal } from '../stand-in/portal-fixture.js';

const portal = await openPortal();
afterEach(() => portal.reset());
afterAll(() => portal.close());

const topics = (page: Page) => page.locator('details.help-topic > summary');
const openTwo = async (page: Page) => {
  for (const index of [0, 1]) await topics(page).nth(index).click();
};
const find = (text: string) => async (page: Page) => {
  await page.locator('#help-search').fill(text);
  await page.locator('.help-topic, main .card[role="status"]').first().waitFor();
};

it.each([
  ['/aide/depannage', 'with open topics', openTwo],
  ['/aide/depannage', 'a search', find('google')],
  ['/aide/faq', 'with open topics', openTwo],
  ['/aide/faq', 'a search that finds nothing', find('xyzzy')],
  ['/help/troubleshooting', 'with open topics', openTwo],
  ['/help/troubleshooting', 'a search that finds nothing', find('xyzzy')],
  ['/help/faq', 'with open topics', openTwo],
  ['/help/faq', 'a search', find('google')],
])('%s, %s: axe finds nothing, and nothing is cut off or too small', async (path, _, reach) => {
  const page = await portal.visit({}, null, path);
  await topics(page).first().waitFor();
  await reach(page);
  await expectAccessible(page);
});

it('is read by the keyboard alone, with a visible focus', async () => {
  const page = await portal.visit({}, null, '/aide/faq');
  const first = topics(page).first();
  const question = await first.textContent();
  for (let presses = 0; presses < 20 && (await focusedText(page)) !== question; presses += 1) {
    await page.keyboard.press('Tab');
  }
  expect(await focusedText(page)).toBe(question);
  expect(await first.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
  await page.keyboard.press('Enter');
  await page.locator('.help-answer').first().waitFor();
});
