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
const openPrices = async (page: Page) => {
  await visit(page, '/prices');
  await page.locator('[data-price]').first().waitFor();
};
const edit = async (page: Page) => {
  await openPrices(page);
  await page.locator('[data-act="edit-rules"]').press('Enter');
  await page.locator('[data-editing]').waitFor();
};

const screens: readonly Screen[] = [
  { name: 'prices', open: openPrices, dialogs: [] },
  { name: 'the next version of the prices', open: edit, dialogs: [] },
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

test('prices are checked and published by keys with a reason, and quotes go by them (B57)', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await takeSession(page, '吴管理');
  await visit(page, '/');
  await page.locator('.top-bar').waitFor();
  await page.keyboard.press('y');
  await page.getByRole('heading', { name: '服务价目', level: 1 }).waitFor();
  expect(await page.locator('[data-version="0"]').getAttribute('data-state')).toBe('in-force');
  await edit(page);
  const field = (part: string) =>
    page.locator(`[data-edit-price="escort-half-day"] input[data-part="${part}"]`);
  const check = page.locator('[data-act="check"]');
  const publish = page.locator('[data-act="publish-rules"]');

  await field('lowest').fill('250');
  expect(await check.isDisabled()).toBe(true);
  await field('highest').fill('290');
  await check.press('Enter');
  await page
    .locator('[data-checked="wrong"]')
    .getByText('不在自己的参考范围 ¥250.00 到 ¥290.00 内')
    .waitFor();
  await expectAccessible(page, 'wrong prices');
  expect(await publish.isDisabled()).toBe(true);
  await field('highest').fill('400');
  await field('price').fill('318.50');
  await check.press('Enter');
  const change = '[data-change="escort-half-day"]';
  await page.locator(`[data-checked="right"] ${change}`).waitFor();
  expect(await page.locator(`[data-checked="right"] ${change}`).textContent()).toBe(
    '北京 · 半日陪诊：¥298.00（参考：未设） → ¥318.50（参考：¥250.00–¥400.00）',
  );
  await publish.press('Enter');
  await dialogOf(page).locator(change).waitFor();
  await page.locator('#act-reason').fill('旺季调价');
  await expectAccessible(page, 'publishing prices');
  await page.locator('#act-confirm').press('Enter');
  await expect.poll(() => dialogOf(page).count(), { timeout: 10_000 }).toBe(0);
  await page.locator('[data-version="1"][data-state="in-force"]').waitFor();
  await page.locator('[data-reason]').getByText('旺季调价').waitFor();
  await page.locator('[data-price="escort-half-day"]').getByText('¥318.50').waitFor();

  await visit(page, '/audit');
  await page.locator('main td').getByText('发布价目').first().waitFor();
  expect(complaints.filter(isFault)).toEqual([]);
  await close();
});

test('who counts sees the prices and changes none', async () => {
  const { page, close } = await openPage(browser, server.origin);
  await takeSession(page, '钱财务');
  await openPrices(page);
  expect(await page.locator('[data-act="edit-rules"]').count()).toBe(0);
  await close();
});
