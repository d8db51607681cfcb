import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accessibilityProblems,
  enter,
  keepPicture,
  openBrowser,
  openPage,
  overflowPixels,
  unreachableControls,
  visit,
} from './support/browser.js';
import { dayFrom } from './support/days.js';
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

test('the reference of /v1 is shown from our own origin, under a policy that allows nothing inline', async () => {
  const { page, close } = await openPage(browser, server.origin);
  const strangers: string[] = [];
  const violations: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== server.origin && !['data:', 'blob:'].includes(url.protocol)) strangers.push(url.href);
  });
  await page.exposeFunction('tellViolation', (violation: string) => violations.push(violation));
  await page.addInitScript(() => {
    const { tellViolation } = window as unknown as { tellViolation: (violation: string) => void };
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      tellViolation(`${effectiveDirective} ${blockedURI} ${sample}`),
    );
  });
  const answer = await page.goto('/v1/reference');
  const policy = (await answer?.headerValue('content-security-policy')) ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  await page.getByText('Banzhen partner API', { exact: true }).first().waitFor();
  await expect.poll(() => page.getByText('Cancelled by the clinic (H7)').count()).toBeGreaterThan(0);
  const styled = await page
    .locator('.scalar-app')
    .first()
    .evaluate((app) => getComputedStyle(app).fontSize);
  expect(styled).toMatch(/px$/);
  // Decorations within the markup of icons, and the question whether code may be made of text: both are told no.
  const refused = ['script-src eval ', 'style-src-attr inline '];
  expect(violations.filter((violation) => !refused.includes(violation))).toEqual([]);
  expect(strangers).toEqual([]);
  await close();
});

/** Books a payment with the keyboard alone, is refused the same transfer, and reverses it. */
async function bookPayments(page: Page, complaints: string[]): Promise<void> {
  const record = page.locator('[data-act="record-settlement"]');
  const confirm = page.locator('#act-confirm');
  const book = async (yuan: string, reference: string) => {
    await record.focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('#settlement-amount').evaluate((at) => at === document.activeElement))
      .toBe(true);
    await page.keyboard.type(yuan);
    await page.locator('#settlement-reference').focus();
    expect(await confirm.isDisabled()).toBe(true);
    await page.keyboard.type(reference);
    await confirm.focus();
  };
  await book('1200.5', 'icbc 20301');
  expect(await accessibilityProblems(page)).toEqual([]);
  await keepPicture(page, 'partner-settlement');
  await page.keyboard.press('Enter');
  await page.locator('[data-owed-fen="-120050"]').waitFor();
  await page.getByText('已多付 ¥1,200.50').waitFor();
  await book('7', 'ICBC  20301');
  await page.keyboard.press('Enter');
  await page.locator('[data-code="SettlementKnown"]').getByText('¥1,200.50').waitFor();
  expect(complaints.splice(0)).toEqual([expect.stringContaining('409')]);
  await page.keyboard.press('Escape');
  const row = page.locator('[data-settlement="ICBC20301"]');
  await row.getByRole('button').click();
  expect(await confirm.isDisabled()).toBe(true);
  await page.getByRole('radio', { name: '金额记错' }).check();
  expect(await accessibilityProblems(page)).toEqual([]);
  await keepPicture(page, 'partner-settlement-reversal');
  await confirm.click();
  await page.locator('[data-settlement="ICBC20301"][data-state="reversed"]').waitFor();
  await page.locator('[data-owed-fen="0"]').waitFor();
  const whole = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 320, height: 640 });
  await row.scrollIntoViewIfNeeded();
  expect(await overflowPixels(page)).toBe(0);
  await keepPicture(page, 'partner-settlements-narrow');
  await page.setViewportSize(whole);
  await row.scrollIntoViewIfNeeded();
  await keepPicture(page, 'partner-settlements');
}

test('an administrator registers a partner, gives it a key once, sees what it does with it, and revokes it', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await enter(page, '吴管理');
  await visit(page, '/partners');
  await page.getByText('还没有合作方').waitFor();
  await page.getByRole('button', { name: '登记合作方' }).click();
  await page.locator('#partner-name').fill('晨光门诊');
  await page.locator('#act-confirm').click();
  await page.getByRole('link', { name: '晨光门诊' }).click();
  await page.getByText('这 30 天没有请求').waitFor();
  await page.getByText('没有一把有效密钥可以订阅动态').waitFor();

  await page.getByRole('button', { name: '发放密钥' }).click();
  const dialog = page.getByRole('dialog');
  await expect.poll(() => dialog.locator('#act-confirm').isDisabled()).toBe(true);
  const hospitals = dialog.locator('[data-boxes="hospitals"] input');
  await hospitals.first().waitFor();
  for (const hospital of await hospitals.all()) await hospital.check();
  await dialog.getByRole('button', { name: '全选' }).click();
  expect(await accessibilityProblems(page)).toEqual([]);
  await keepPicture(page, 'partner-key-form');
  await dialog.locator('#act-confirm').click();
  const key = (await page.locator('[data-told-once]').textContent()) ?? '';
  expect(key).toMatch(/^mk_test_/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '复制' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await keepPicture(page, 'partner-key-told');
  await page.getByRole('button', { name: '我已保存' }).click();
  await page.locator('[data-key][data-state="live"]').waitFor();
  expect(await page.content()).not.toContain(key);

  await page.locator('[data-limit-fen="0"]').waitFor();
  await page.locator('[data-act="credit-limit"]').click();
  const confirm = page.locator('#act-confirm');
  for (const amount of ['-1', '1.234', '0']) {
    await page.locator('#credit-limit').fill(amount);
    expect([amount, await confirm.isDisabled()]).toEqual([amount, true]);
  }
  await page.locator('#credit-limit').fill('5000.5');
  expect(await accessibilityProblems(page)).toEqual([]);
  await keepPicture(page, 'partner-credit-limit');
  await confirm.click();
  await page.locator('[data-owed-fen="0"][data-limit-fen="500050"]').waitFor();
  await bookPayments(page, complaints);

  let requests = 0;
  const asked = (path: string, headers: Record<string, string> = {}, body?: string) => {
    requests += 1;
    return fetch(`${server.origin}${path}`, {
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(body ? { method: 'POST', body } : {}),
    });
  };
  const listAt = async (path: string): Promise<Record<string, unknown>[]> =>
    (await (await asked(path)).json()).items;
  const sessions: Record<string, unknown>[] = [];
  for (const { clinicId } of await listAt('/v1/clinics'))
    sessions.push(
      ...(await listAt(`/v1/clinics/${clinicId}/sessions?from=${dayFrom(1)}&until=${dayFrom(7)}`)),
    );
  const [session] = sessions.filter(({ status }) => status === 'RELEASED');
  const write = { 'content-type': 'application/json', 'idempotency-key': 'stop-of-a-test' };
  const suspended = await asked(
    `/v1/sessions/${session?.sessionId}/suspend`,
    { ...write, 'if-match': `"${session?.version}"` },
    JSON.stringify({ reason: '停诊' }),
  );
  expect(suspended.status).toBe(200);
  const told = await listAt('/v1/events');
  await page.reload();
  await page.getByText(`共 ${requests} 次请求`).waitFor();
  await expect.poll(() => page.locator('[data-event]').count()).toBe(told.length);
  expect(await page.locator('[data-event]').last().textContent()).toContain('停诊');
  await page.getByText('每天的数字').click();
  expect(await page.locator(`[data-requests="${requests}"]`).count()).toBe(1);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await unreachableControls(page)).toEqual([]);
  await keepPicture(page, 'partner-page');
  await page.locator('[data-event]').last().scrollIntoViewIfNeeded();
  await keepPicture(page, 'partner-events');

  await page.getByRole('main').getByRole('link', { name: 'Webhook' }).click();
  await page.getByRole('heading', { level: 1, name: /Webhook$/ }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: /^撤销密钥/ }).click();
  await page.locator('#act-confirm').click();
  await page.locator('[data-key][data-state="revoked"]').waitFor();
  expect((await asked('/v1/clinics')).status).toBe(401);
  await visit(page, '/partners?text=%E4%B8%8D%E5%9C%A8');
  await page.getByText('没有名称包含这些字的合作方').waitFor();
  expect(complaints).toEqual([]);
  await close();

  const small = await openPage(browser, server.origin, { language: 'en', width: 700, textPercent: 200 });
  await enter(small.page, '吴管理');
  await visit(small.page, '/partners');
  expect(await overflowPixels(small.page)).toBeLessThanOrEqual(0);
  await small.page.getByRole('link', { name: '晨光门诊' }).click();
  await small.page.getByText('No live key may follow events').waitFor();
  expect(await overflowPixels(small.page)).toBeLessThanOrEqual(0);
  await keepPicture(small.page, 'partner-page-large-text');
  await visit(small.page, '/partners/01900000-0000-7000-8000-00000000dead');
  await small.page.getByText('There is no such partner').waitFor();
  await small.close();
});
