import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings, scrollsSideways } from './browser.js';

/** 320 px is 1280 px at 400 % (WCAG 1.4.10), 640 px is 1280 px at 200 % (1.4.4). */
const widths = [320, 640, 1_200] as const;
const looks = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', forcedColors: 'active' },
] as const;

/** Things to press that are smaller than 24 by 24 px (WCAG 2.5.8), the label of a box counted in. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input, summary, [role="option"]')]
      .filter((element) => element.checkVisibility() && !element.classList.contains('skip-link'))
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ element }) => element.outerHTML),
  );
}

/** That axe finds nothing in what is shown now, and nothing is cut off or too small, in every width and look. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 640 });
    expect(await scrollsSideways(page), `at ${width} px`).toBe(false);
    expect(await smallTargets(page), `at ${width} px`).toEqual([]);
  }
  for (const look of looks) {
    await page.emulateMedia(look);
    expect(await axeFindings(page), JSON.stringify(look)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await axeFindings(page), 'at 320 px').toEqual([]);
}
