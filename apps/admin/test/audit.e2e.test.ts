import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityProblems, enter, openBrowser, openPage, visit } from './support/browser.js';
import { type KeptConsole, startKeptConsole } from './support/kept-console.js';
import { type Person, peopleOf, until } from './support/people.js';

const PAGE_ROWS = 50;

let server: KeptConsole;
let browser: Browser;
let auditor: Person;
let admin: Person;

beforeAll(async () => {
  server = await startKeptConsole();
  browser = await openBrowser();
  const people = await peopleOf(server.origin);
  [auditor, admin] = [await people.byName('褚审计'), await people.byName('吴管理')];
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const as = async (name: string, act: (page: Page) => Promise<void>) => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await enter(page, name);
  await act(page);
  expect(complaints).toEqual([]);
  await close();
};

const shownOperations = (page: Page) =>
  page
    .locator('[data-operation]')
    .evaluateAll((rows) => [...new Set(rows.map((row) => row.dataset.operation))]);

const verify = async (page: Page) => {
  await page.locator('[data-verify]').click();
  const verdict = page.locator('[data-verdict]');
  await verdict.waitFor();
  return { verdict: await verdict.getAttribute('data-verdict'), said: (await verdict.textContent()) ?? '' };
};

describe('the audit', () => {
  test('tells who did what to which thing, and is narrowed down by address, form and click', async () => {
    const { accountId } = await admin.people.find.query({ phone: '14000000011' });
    await as('褚审计', async (page) => {
      expect(new URL(page.url()).pathname).toBe('/audit');
      const row = page.locator('[data-operation="person.find"]').first();
      await row.getByText('查找人员').waitFor();
      await row.getByRole('link', { name: '吴管理' }).waitFor();
      await row.locator('summary').click();
      await row.getByText(accountId).waitFor();
      await row.getByRole('link', { name: /^只看此对象：账号/ }).click();
      await page.waitForURL(new RegExp(`object=${accountId}`));
      await expect.poll(() => shownOperations(page)).not.toContain('payment.record');
      expect(await page.getByLabel('对象编号').inputValue()).toBe(accountId);

      await visit(page, '/audit?what=payment.record');
      await expect.poll(() => shownOperations(page)).toEqual(['payment.record']);
      expect(await page.locator('tbody a[href^="/orders/"]').count()).toBe(0);
      await page.getByLabel('谁').selectOption({ label: '林调度' });
      await page.getByRole('button', { name: '查询' }).click();
      await page.getByText('没有符合条件的记录').waitFor();
      await page.goBack();
      await expect.poll(() => shownOperations(page)).toEqual(['payment.record']);
      await page.getByLabel('结果').selectOption({ label: '被拒绝' });
      await page.getByLabel('做了什么').selectOption({ label: '全部操作' });
      await page.getByLabel('从哪天').fill('2099-01-01');
      await page.getByRole('button', { name: '查询' }).click();
      await page.getByText('没有符合条件的记录').waitFor();
      await page.getByRole('button', { name: '清除筛选' }).first().click();
      await row.waitFor();
    });
  });

  test('names refusals with their reason, and leads administrators to the order', async () => {
    const [escalated] = await Promise.allSettled([auditor.people.find.query({ phone: '14000000011' })]);
    expect(escalated?.status).toBe('rejected');
    await as('吴管理', async (page) => {
      await visit(page, '/audit?outcome=refused');
      const row = page.locator('[data-operation="person.find"]').first();
      await row.getByText('被拒绝').waitFor();
      await row.getByText('没有权限').waitFor();
      await visit(page, '/audit?what=payment.record');
      await page.locator('tbody a[href^="/orders/"]').first().click();
      await page.locator('[data-row="O1"]').waitFor();
      await page.goBack();
      await expect.poll(() => shownOperations(page)).toEqual(['payment.record']);
    });
  });

  test('comes page by page without gap or repetition', async () => {
    for (let no = 0; no <= PAGE_ROWS; no += 1) await admin.people.find.query({ phone: '14000000012' });
    await as('褚审计', async (page) => {
      await visit(page, '/audit?what=person.find');
      const rows = page.locator('[data-entry]');
      await expect.poll(() => rows.count()).toBe(PAGE_ROWS);
      await page.getByRole('button', { name: '载入更多' }).click();
      await expect.poll(() => rows.count()).toBeGreaterThan(PAGE_ROWS);
      const places = await rows.evaluateAll((all) => all.map((one) => one.dataset.entry));
      expect(new Set(places).size).toBe(places.length);
      await page.getByText(`共显示 ${places.length} 条`).waitFor();
    });
  });
});

describe('verifying', () => {
  test('finds everything in order, and says how much that was', async () => {
    const sound = await until('a checkpoint', async () => {
      const verdict = await auditor.audit.verify.query();
      return verdict.checkpoints > 0 && verdict;
    });
    expect(sound.faults).toEqual([]);
    await as('褚审计', async (page) => {
      const { verdict, said } = await verify(page);
      expect(verdict).toBe('sound');
      expect(said).toContain('没有发现改动');
      expect(Number(/核对无误的记录 (\d+) 条/.exec(said)?.[1])).toBeGreaterThan(sound.rows);
      expect(Number(/对照的检查点 (\d+) 个/.exec(said)?.[1])).toBeGreaterThan(0);
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });

  test('names the row that somebody has changed', async () => {
    const { rows } = await auditor.audit.page.query({ operation: 'person.find', limit: 100 });
    const tampered = rows.at(-1);
    if (!tampered) throw new Error('nobody was looked for');
    const { stream, seq } = tampered;
    await server.changeWhileStopped(
      `ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only;
       UPDATE audit_entry SET body = replace(body, 'person.find', 'order.read') WHERE stream = ${stream} AND seq = ${seq}`,
    );
    await as('褚审计', async (page) => {
      const { verdict, said } = await verify(page);
      expect(verdict).toBe('tampered');
      expect(said).toContain(`第 ${stream} 流第 ${seq} 条被改写`);
      expect(said).toContain('审计被动过：1 处');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByText(`Stream ${stream}: row ${seq} was edited.`).waitFor();
    });
  });
});
