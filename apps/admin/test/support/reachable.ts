import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityProblems, overflowPixels, unreachableControls } from './browser.js';

/** Nothing is cut off, and axe finds nothing. */
export async function expectAccessible(page: Page, screen: string) {
  expect([screen, await accessibilityProblems(page)]).toEqual([screen, []]);
  expect([screen, await overflowPixels(page)]).toEqual([screen, 0]);
}

/** Besides, every control can be reached by Tab. */
export async function expectReachable(page: Page, screen: string) {
  await expectAccessible(page, screen);
  expect([screen, await unreachableControls(page)]).toEqual([screen, []]);
}

/** Escape closes the dialog, and the focus is back where it was. */
export async function closeDialog(page: Page, selector: string) {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const opener = page.locator(selector).first();
  await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
}

/** Tab never leads out of the open dialog. */
export async function expectTrapped(page: Page, screen: string) {
  for (let presses = 0; presses < 14; presses += 1) {
    await page.keyboard.press('Tab');
    const isInside = await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null);
    expect([screen, presses, isInside]).toEqual([screen, presses, true]);
  }
}

/** The dialog is no wider than the window. */
export async function expectDialogInside(page: Page) {
  const dialog = await page.getByRole('dialog').boundingBox();
  expect((dialog?.x ?? -1) >= 0 && (dialog?.width ?? 0) <= (page.viewportSize()?.width ?? 0)).toBe(true);
}
