import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityProblems, type Language, openPage, overflowPixels, takeSession } from './browser.js';
import {
  closeDialog,
  expectAccessible,
  expectDialogInside,
  expectReachable,
  expectTrapped,
} from './reachable.js';

/** One page of the console, in one state. */
export type Screen = {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
  /** Folds a part out, which stays so while the page is looked at. */
  readonly fold?: (page: Page) => Promise<unknown>;
  /** The buttons that open a dialog. */
  readonly dialogs: readonly string[];
  /** What an open dialog shows at last, if it is not there at once. */
  readonly dialogShows?: string;
  /** Complaints that belong to it. */
  readonly mayComplain?: string;
};

/** The console in two windows: as most people have it, and of somebody who has set text to twice the size. */
export type Windows = {
  readonly usual: Awaited<ReturnType<typeof openPage>>;
  readonly large: Awaited<ReturnType<typeof openPage>>;
  readonly close: () => Promise<void>;
};

const WHOLE = { width: 1440, height: 900 };
const HALF = { width: 640, height: 450 };
const NARROW = { width: 320, height: 640 };

/** Opens both windows in a language, for somebody of the demo city if a name is given. */
export async function openWindows(
  browser: Browser,
  origin: string,
  language: Language,
  name?: string,
): Promise<Windows> {
  const usual = await openPage(browser, origin, { language });
  const large = await openPage(browser, origin, { language, textPercent: 200 });
  if (name) for (const { page } of [usual, large]) await takeSession(page, name);
  return {
    usual,
    large,
    async close() {
      await usual.close();
      await large.close();
    },
  };
}

/** Opens a dialog by its button with the keyboard. */
export async function openDialog(page: Page, selector: string, shows = '[role="dialog"]'): Promise<void> {
  await page.locator(selector).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.locator(shows).first().waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null))
    .toBe(true);
}

/** Nothing of the open page is cut off in a window of this size. */
async function expectPageFits(page: Page, name: string, size: typeof WHOLE): Promise<void> {
  await page.setViewportSize(size);
  expect([name, size.width, await overflowPixels(page)]).toEqual([name, size.width, 0]);
}

/** Nor is anything of its dialogs. */
async function expectFits(page: Page, screen: Screen, size: typeof WHOLE): Promise<void> {
  const { name, dialogs, dialogShows } = screen;
  await expectPageFits(page, name, size);
  for (const selector of dialogs) {
    await openDialog(page, selector, dialogShows);
    await expectDialogInside(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}

/**
 * Opens a screen once in each window and looks at everything there: axe finds nothing, Tab leads to every control and never out
 * of a dialog, and nothing is cut off in whole, half and narrow windows. Without `isWalked` no key is pressed.
 */
export async function expectGoodInBoth(windows: Windows, screen: Screen, isWalked: boolean): Promise<void> {
  const { usual, large } = windows;
  const { page, complaints } = usual;
  await page.setViewportSize(WHOLE);
  await screen.open(page);
  await screen.fold?.(page);
  await (isWalked ? expectReachable : expectAccessible)(page, screen.name);
  for (const selector of isWalked ? screen.dialogs : []) {
    await openDialog(page, selector, screen.dialogShows);
    expect([selector, await accessibilityProblems(page)]).toEqual([selector, []]);
    await expectTrapped(page, selector);
    await closeDialog(page, selector);
  }
  await expectFits(page, screen, NARROW);
  await large.page.setViewportSize(WHOLE);
  await screen.open(large.page);
  await screen.fold?.(large.page);
  // A dialog that fits half of it fits the whole window.
  await expectPageFits(large.page, screen.name, WHOLE);
  await expectFits(large.page, screen, HALF);
  // What it asks for again in the background would complain while the next screen is looked at.
  if (screen.mayComplain) await page.goto('about:blank');
  const said = complaints.splice(0);
  expect(said.filter((one) => !screen.mayComplain || !one.includes(screen.mayComplain))).toEqual([]);
}
