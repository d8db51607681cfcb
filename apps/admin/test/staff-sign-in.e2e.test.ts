import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { totpCodeAt } from '@banzhen/vault';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems, openBrowser, openPage } from './support/browser.js';
import { serve, startConsole } from './support/running-console.js';

const cli = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));
const PHONE = '13900001234';
const PASSWORD = 'eine lange Laterne 7';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const board = (page: Page) => page.waitForURL((url) => url.pathname === '/');
const onwards = (page: Page) => page.locator('.sign-in-step button[type="submit"]').click();

/** What the development inbox tells of one of the demo's staff. */
const accessOf = async (origin: string, name: string) => {
  const html = await (await fetch(`${origin}/sandbox/inbox`)).text();
  const row = new RegExp(`<tr><td>${name}</td>.*?</tr>`).exec(html)?.[0] ?? '';
  const [phone = '', password = '', secret = ''] = [...row.matchAll(/<code>([^<]*)<\/code>/g)].map(
    ([, text]) => text,
  );
  return { phone, password, secret };
};

test('staff sign in with password and authenticator app; a wrong password is told in words', async () => {
  const server = await startConsole();
  const { phone, password, secret } = await accessOf(server.origin, '林调度');
  const { page, close } = await openPage(browser, server.origin);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '用手机号和密码登录' }).click();
  await page.getByLabel('手机号').fill(phone);
  await page.getByLabel('密码').fill(`${password}x`);
  await page.keyboard.press('Enter');
  await page.locator('[data-code="SignInFailed"]').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel('密码').fill(password);
  await page.keyboard.press('Enter');
  await page.getByLabel('动态口令').fill('000000');
  await onwards(page);
  await page.locator('[data-code="TotpWrong"]').waitFor();
  await page.getByLabel('动态口令').fill(totpCodeAt(secret, new Date()));
  await page.keyboard.press('Enter');
  await board(page);
  await page.getByText('林调度').first().waitFor();
  await close();
  await server.stop();
});

test('in production an administrator from the command line sets a password and an app, and comes in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-console-'));
  const settings = { NODE_ENV: 'production', DATA_DIR: join(folder, 'data') };
  const made = await promisify(execFile)(
    process.execPath,
    [cli, 'admin', 'create', '--phone', PHONE, '--name', '管理一号', '--json'],
    { env: { PATH: process.env.PATH, ...settings } },
  );
  const { setUpToken } = JSON.parse(made.stdout.trim().split('\n').at(-1) ?? '{}');
  const server = await serve(settings);
  for (const language of ['zh-CN', 'en'] as const) {
    const { page, close } = await openPage(browser, server.origin, { language });
    await page.goto('/sign-in');
    await page.locator('#phone').waitFor();
    expect(await page.locator('.people').count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await close();
  }
  const { page, close } = await openPage(browser, server.origin);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '我有一次性令牌' }).click();
  await page.getByLabel('一次性令牌').fill(setUpToken);
  await page.getByLabel('新密码').fill(PASSWORD);
  await onwards(page);
  const secret = (await page.locator('[data-secret]').textContent()) ?? '';
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel('动态口令').fill(totpCodeAt(secret, new Date()));
  await onwards(page);
  await board(page);
  await page.getByText('管理一号').first().waitFor();
  await close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
