import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accessibilityProblems,
  enter,
  keepPicture,
  openBrowser,
  openPage,
  overflowPixels,
  visit,
} from './support/browser.js';
import { dayFrom } from './support/days.js';
import { closeDialog, expectAccessible, expectTrapped } from './support/reachable.js';
import { type RunningConsole, startConsole } from './support/running-console.js';

let server: RunningConsole;
let browser: Browser;

beforeAll(async () => {
  server = await startConsole();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Of the demo, next week is published, and a month ahead nothing is. */
const nextWeek = `/schedule?day=${dayFrom(7)}`;
const laterWeek = `/schedule?day=${dayFrom(35)}`;

const openSchedule = async (page: Page, address: string) => {
  await visit(page, address);
  await page.locator('[data-template]').first().waitFor();
};
const dialogOf = (page: Page) => page.getByRole('dialog');
const gone = (page: Page) => expect.poll(() => dialogOf(page).count(), { timeout: 10_000 }).toBe(0);
const isFault = (complaint: string) => !/status of 4\d\d/.test(complaint);

describe('the schedules of clinics', () => {
  test('are planned, previewed, published, and one session is suspended and resumed, by keys', async () => {
    const { page, complaints, close } = await openPage(browser, server.origin);
    await enter(page, '林调度');
    await openSchedule(page, laterWeek);
    await page.locator('[data-act="exception"]').first().focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor();
    await page.keyboard.press('Tab');
    await dialogOf(page).getByRole('button', { name: '保存' }).click();
    await gone(page);
    await page.locator('[data-exception]').first().waitFor();

    await page.locator('[data-act="preview"]').click();
    await page.locator('[data-preview]').waitFor();
    const planned = Number(await page.locator('[data-preview]').getAttribute('data-preview'));
    expect(planned).toBeGreaterThan(0);
    await page.locator('[data-act="publish"]').click();
    await page.locator('.grid-session').first().waitFor();
    expect(await page.locator('.grid-session').count()).toBe(planned);

    await openSchedule(page, nextWeek);
    const onSale = page.locator('.grid-session-RELEASED').first();
    await onSale.focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialogOf(page).locator('[data-act="suspend"]').click();
    await page.locator('#act-reason').fill('医生临时外出');
    await page.keyboard.press('Enter');
    await gone(page);
    await page.locator('.grid-session-SUSPENDED').focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).locator('[data-act="resume"]').click();
    await page.locator('#act-reason').fill('恢复');
    await page.keyboard.press('Enter');
    await gone(page);
    await expect.poll(() => page.locator('.grid-session-SUSPENDED').count()).toBe(0);
    expect(complaints.filter(isFault)).toEqual([]);
    await close();
  });

  test('are planned by drawing hours over free time, and shown of one department alone', async () => {
    const { page, complaints, close } = await openPage(browser, server.origin, { height: 1200 });
    await enter(page, '林调度');
    await openSchedule(page, nextWeek);
    await page.locator('.grid-session').first().waitFor();
    const all = await page.locator('.grid-session').count();
    const week = await page.locator('.week-calendar').boundingBox();
    if (!week) throw new Error('no week is shown');
    const sunday = week.x + week.width - 60;
    await page.mouse.move(sunday, week.y + 200);
    await page.mouse.down();
    await page.mouse.move(sunday, week.y + 255, { steps: 5 });
    await page.mouse.up();
    const typed = (label: string) => dialogOf(page).getByLabel(label).inputValue();
    expect(await typed('星期')).toBe('7');
    const [from, to] = [await typed('开始'), await typed('结束')];
    expect([/^\d\d:(00|30)$/.test(from), from < to]).toEqual([true, true]);
    await page.keyboard.press('Escape');
    await gone(page);
    await page.getByLabel('科室', { exact: true }).selectOption({ label: '骨科' });
    await expect.poll(() => page.locator('.grid-session').count()).toBeLessThan(all);
    expect(await page.locator('.grid-session').getByText('心血管内科').count()).toBe(0);
    expect(await page.locator('[data-template]').count()).toBe(1);
    expect(complaints.filter(isFault)).toEqual([]);
    await close();
  });

  test.each(['zh-CN', 'en'] as const)(
    'are accessible as a week, as a list, and in dialogs, in %s',
    async (language) => {
      const { page, complaints, close } = await openPage(browser, server.origin, { language });
      await enter(page, '林调度');
      for (const view of ['grid', 'list']) {
        await openSchedule(page, `${nextWeek}&view=${view}`);
        await page.locator('[data-session]').first().waitFor();
        await keepPicture(page, `schedule-${view}-${language}`);
        await expectAccessible(page, view);
      }
      for (const act of ['add-template', 'change', 'exception', 'end']) {
        await page.locator(`[data-act="${act}"]`).first().focus();
        await page.keyboard.press('Enter');
        await dialogOf(page).waitFor();
        expect([act, await accessibilityProblems(page)]).toEqual([act, []]);
        await expectTrapped(page, act);
        await closeDialog(page, `[data-act="${act}"]`);
      }
      expect(complaints.filter(isFault)).toEqual([]);
      await close();
    },
  );

  test.each([
    ['a window of 320 pixels', { width: 320, height: 640 }],
    ['text of twice the size', { textPercent: 200 }],
  ])('lose nothing in %s', async (_, wish) => {
    const { page, close } = await openPage(browser, server.origin, { language: 'en', ...wish });
    await enter(page, '林调度');
    for (const view of ['grid', 'list']) {
      await openSchedule(page, `${nextWeek}&view=${view}`);
      expect([view, await overflowPixels(page)]).toEqual([view, 0]);
    }
    await page.locator('[data-act="change"]').first().click();
    await dialogOf(page).waitFor();
    expect(await overflowPixels(page)).toBe(0);
    await close();
  });
});
