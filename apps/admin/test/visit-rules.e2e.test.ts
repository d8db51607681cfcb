import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Language, openBrowser, openPage, takeSession, visit } from './support/browser.js';
import { expectAccessible } from './support/reachable.js';
import { type RunningConsole, startConsole } from './support/running-console.js';
import { expectGoodInBoth, openWindows, type Screen, type Windows } from './support/walk.js';

const languages: readonly Language[] = ['zh-CN', 'en'];

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

const dialogOf = (page: Page) => page.getByRole('dialog');
const isFault = (complaint: string) => !/status of 4\d\d/.test(complaint);
const openRules = async (page: Page) => {
  await visit(page, '/visit-rules');
  await page.locator('[data-number]').first().waitFor();
};
const edit = async (page: Page) => {
  await openRules(page);
  await page.locator('[data-act="edit-rules"]').press('Enter');
  await page.locator('[data-editing]').waitFor();
};

const screens: readonly Screen[] = [
  { name: 'visit rules', open: openRules, dialogs: [] },
  { name: 'the next version of the visit rules', open: edit, dialogs: [] },
];

describe.each(languages)('in %s', (language) => {
  let windows: Windows;
  beforeAll(async () => {
    windows = await openWindows(browser, server.origin, language, '吴管理');
  });
  afterAll(() => windows?.close());

  test.each(screens)('$name are reachable, and nothing of them is lost', (screen) =>
    expectGoodInBoth(windows, screen, language === 'zh-CN'),
  );
});

test('visit rules are checked and published by keys with a reason, rows of refunds among them', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await takeSession(page, '吴管理');
  await visit(page, '/');
  await page.locator('.top-bar').waitFor();
  await page.keyboard.press('x');
  await page.getByRole('heading', { name: '陪诊规则', level: 1 }).waitFor();
  await page.locator('[data-number="pricing.extraHourFen"]').getByText('¥60.00').waitFor();
  await page.locator('[data-number="cancellation.tiers.1.refund"]').getByText('90%').waitFor();
  await edit(page);
  const check = page.locator('[data-act="check"]');
  const publish = page.locator('[data-act="publish-rules"]');
  const field = (name: RegExp) => page.getByRole('spinbutton', { name });

  // Money is typed in yuan, shares in percent.
  await field(/超出每小时/).fill('75.5');
  await field(/平台服务费/).fill('22.5');
  const tiers = page.locator('[data-list="cancellation.tiers"]');
  await tiers.locator('[data-act="add-row"]').press('Enter');
  expect(await tiers.locator('[data-row]').count()).toBe(4);
  await check.press('Enter');
  await page.locator('[data-checked="wrong"]').getByText('距开始至少（小时） · 第 3 行').waitFor();
  await expectAccessible(page, 'wrong visit rules');
  expect(await publish.isDisabled()).toBe(true);
  await field(/退款档第 3 行.*距开始至少/).fill('2');
  await field(/退款档第 4 行.*退还/).fill('50');
  await check.press('Enter');
  const changes = page.locator('[data-checked="right"] [data-change]');
  await changes.first().waitFor();
  expect(await changes.allTextContents()).toEqual([
    '超出每小时（元）：¥60.00 → ¥75.50',
    '距开始至少（小时） · 第 3 行：0 → 2',
    '距开始至少（小时） · 第 4 行：无 → 0',
    '退还（%） · 第 4 行：无 → 50%',
    '平台服务费（%）：20% → 22.5%',
  ]);
  await publish.press('Enter');
  await dialogOf(page).locator('[data-change="pricing.extraHourFen"]').waitFor();
  await page.locator('#act-reason').fill('旺季');
  await expectAccessible(page, 'publishing visit rules');
  await page.locator('#act-confirm').press('Enter');
  await expect.poll(() => dialogOf(page).count(), { timeout: 10_000 }).toBe(0);
  await page.locator('[data-version="2"][data-state="in-force"]').waitFor();
  await page.locator('[data-reason]').getByText('旺季').waitFor();
  await page.locator('[data-number="pricing.extraHourFen"]').getByText('¥75.50').waitFor();

  await visit(page, '/audit');
  await page.locator('main td').getByText('发布陪诊规则').first().waitFor();
  expect(complaints.filter(isFault)).toEqual([]);
  await close();
});

test('who dispatches sees the rules and changes none', async () => {
  const { page, close } = await openPage(browser, server.origin);
  await takeSession(page, '钱财务');
  await openRules(page);
  expect(await page.locator('[data-act="edit-rules"]').count()).toBe(0);
  await close();
});
