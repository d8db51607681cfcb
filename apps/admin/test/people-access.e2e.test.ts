import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepPicture, type Language, openBrowser, openPage, takeSession, visit } from './support/browser.js';
import { peopleOf } from './support/people.js';
import { expectReachable } from './support/reachable.js';
import { type RunningConsole, startConsole } from './support/running-console.js';
import { submitCredentials } from './support/submission.js';
import { expectGoodInBoth, openWindows, type Screen, type Windows } from './support/walk.js';

const languages: readonly Language[] = ['zh-CN', 'en'];
const chen = '14000000011';

let server: RunningConsole;
let browser: Browser;
let certificationId: string;

beforeAll(async () => {
  server = await startConsole();
  browser = await openBrowser();
  const people = await peopleOf(server.origin);
  const admin = await people.byName('吴管理');
  const family = await people.byName('陈家属');
  const { accountId } = await family.auth.me.query();
  const reason = '多次预约后不到，电话核实属实；'.repeat(8);
  const { sanctionId } = await admin.people.sanction.mutate({
    accountId,
    measure: { kind: 'restricted', functions: ['book', 'review'] },
    cause: 'disorder',
    reason,
  });
  await family.account.appeal.mutate({ sanctionId, text: `没有这回事。\n${'W'.repeat(300)}` });
  certificationId = await submitCredentials(browser, server.origin, '孙家属');
  const dispatcher = await people.byName('林调度');
  const { accountId: colleague } = await dispatcher.auth.me.query();
  await admin.people.grantRole.mutate({ accountId: colleague, role: 'support', cityCode: '110000' });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const findPerson = async (page: Page, phone: string) => {
  await visit(page, '/people');
  await page.locator('input[type="tel"]').fill(phone);
  await page.keyboard.press('Enter');
};

const screens: readonly Screen[] = [
  {
    name: 'people',
    open: async (page) => {
      await visit(page, '/people');
      await page.locator('.ant-empty').waitFor();
    },
    dialogs: [],
  },
  {
    name: 'nobody',
    open: async (page) => {
      await findPerson(page, '13900000000');
      await page.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
    },
    dialogs: [],
    mayComplain: 'status of 404',
  },
  {
    name: 'person',
    open: async (page) => {
      await findPerson(page, chen);
      await page.locator('[data-sanction]').waitFor();
    },
    dialogs: ['[data-act="impose"]', '[data-act="lift"]', '[data-act="grant"]'],
  },
  {
    name: 'colleague',
    open: async (page) => {
      await findPerson(page, '14000000001');
      await page.locator('[data-grant]').first().waitFor();
    },
    dialogs: ['[data-act="reset-totp"]', '[data-grant] button'],
  },
  {
    name: 'appeals',
    open: async (page) => {
      await visit(page, '/appeals');
      await page.locator('[data-appeal]').waitFor();
    },
    dialogs: ['[data-appeal] button'],
  },
  {
    name: 'staff',
    open: async (page) => {
      await visit(page, '/staff');
      await page.locator('[data-staff]').first().waitFor();
    },
    dialogs: ['[data-staff] th button', '[data-staff] td button'],
  },
  {
    name: 'account',
    open: async (page) => {
      await visit(page, '/account');
      await page.locator('[data-current="false"]').first().waitFor();
    },
    dialogs: ['[data-act="password"]', '[data-current="false"] button', '[data-act="end-others"]'],
  },
  {
    name: 'audit',
    open: async (page) => {
      await visit(page, '/audit');
      await page.locator('[data-entry] summary').first().click();
    },
    dialogs: [],
  },
  {
    name: 'empty audit',
    open: async (page) => {
      await visit(page, '/audit?from=2099-01-01');
      await page.locator('.ant-empty').waitFor();
    },
    dialogs: [],
  },
];

const reviews: readonly Screen[] = [
  {
    name: 'credentials',
    open: async (page) => {
      await visit(page, '/credentials');
      await page.locator(`[data-certification="${certificationId}"]`).waitFor();
    },
    dialogs: [],
  },
  {
    name: 'one submission',
    open: async (page) => {
      await visit(page, `/credentials/${certificationId}`);
      await page.locator('[data-paper]').first().waitFor();
    },
    dialogs: ['[data-act="look"]', '[data-act="approve"]', '[data-act="request"]', '[data-act="reject"]'],
  },
];

describe.each(languages)('in %s', (language) => {
  let windows: Windows;
  beforeAll(async () => {
    windows = await openWindows(browser, server.origin, language, '吴管理');
  });
  afterAll(() => windows?.close());

  // Both languages have the same controls and dialogs, so one walk over them is enough; what fits is looked at in both.
  test.each(screens)('$name is reachable, with its dialogs, and nothing of it is lost', (screen) =>
    expectGoodInBoth(windows, screen, language === 'zh-CN'),
  );

  test('credentials are reviewed in both windows', async () => {
    const reviewing = await openWindows(browser, server.origin, language, '郑质管');
    for (const screen of reviews) await expectGoodInBoth(reviewing, screen, language === 'zh-CN');
    await keepPicture(reviewing.large.page, `submission-large-${language}`);
    await reviewing.close();
  });

  test('a page that somebody may not see is reachable too', async () => {
    const { page, complaints, close } = await openPage(browser, server.origin, { language });
    await takeSession(page, '钱财务');
    await visit(page, '/audit');
    await page.locator('[data-not-permitted]').waitFor();
    await expectReachable(page, 'not permitted');
    expect(complaints).toEqual([]);
    await close();
  });
});

test('papers are looked at side by side and approved, and their escort suspended and lifted, by keyboard', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await takeSession(page, '郑质管');
  await visit(page, '/appeals');
  await page.getByRole('link', { name: '资质审核' }).press('Enter');
  await page.locator(`[data-certification="${certificationId}"][data-late="false"] a`).press('Enter');
  await page.locator('[data-paper]').first().waitFor();
  expect(await page.content()).not.toMatch(/孙晓梅|110105199003070025/);
  await page.locator('[data-act="look"]').press('Enter');
  await page.locator('#act-reason:focus').waitFor();
  await page.keyboard.type('核对材料');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('姓名：孙晓梅').waitFor();
  const widths = () =>
    page
      .locator('.papers img')
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
  await expect.poll(widths).toEqual([640, 640, 640, 640]);
  await expectReachable(page, 'papers');
  await keepPicture(page, 'submission');
  await page.locator('[data-act="approve"]').press('Enter');
  await page.locator('#registry-check:focus').waitFor();
  await page.keyboard.type('登记号 20300107-1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('证明编号 88');
  await page.locator('#act-confirm').press('Enter');
  await page.locator('[data-status="APPROVED"]').waitFor();
  await page.locator('[data-act="suspend"]').press('Enter');
  await page.locator('#act-reason:focus').waitFor();
  await page.keyboard.type('家属多次投诉');
  await page.getByLabel('恢复的条件').fill('完成复训并通过考核');
  await keepPicture(page, 'suspending');
  await page.locator('#act-confirm').press('Enter');
  await page.locator('[data-status="SUSPENDED"]').waitFor();
  await page.locator('[data-measure="suspended"]').getByText('完成复训并通过考核').waitFor();
  await expectReachable(page, 'suspended');
  await keepPicture(page, 'suspended');
  await page.setViewportSize({ width: 360, height: 780 });
  await expectReachable(page, 'suspended, narrow');
  await page.locator('[data-act="lift"]').press('Enter');
  await page.locator('#act-reason:focus').waitFor();
  await page.keyboard.type('完成 8 小时复训，考核 92 分');
  await keepPicture(page, 'lifting-narrow');
  await page.locator('#act-confirm').press('Enter');
  await page.locator('[data-measure="lifted"]').waitFor();
  await keepPicture(page, 'lifted-narrow');
  await page.getByRole('link', { name: '返回资质审核' }).press('Enter');
  const own = page.locator(`[data-certification="${certificationId}"]`);
  await page.locator('[data-certification]').first().waitFor();
  await own.waitFor({ state: 'detached' });
  await page.getByLabel('在岗').press('Space');
  await own.and(page.locator('[data-status="APPROVED"]')).waitFor();
  await expectReachable(page, 'at work, narrow');
  await keepPicture(page, 'standing-narrow');
  expect(complaints).toEqual([]);
  await close();
});

test('a narrow screen has its sections in a menu, which closes behind whoever has chosen, by keyboard', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin, { width: 360, height: 740 });
  await takeSession(page, '吴管理');
  await visit(page, '/credentials');
  const [menu, ledger] = [
    page.getByRole('button', { name: '菜单' }),
    page.getByRole('link', { name: '账本' }),
  ];
  expect(await ledger.isVisible()).toBe(false);
  await menu.press('Enter');
  await ledger.waitFor();
  await expectReachable(page, 'menu');
  await keepPicture(page, 'menu-narrow');
  await ledger.press('Enter');
  await page.getByRole('heading', { name: '试算平衡' }).waitFor();
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
  expect(await ledger.isVisible()).toBe(false);
  await page.goBack();
  await page.getByRole('heading', { name: '资质审核' }).waitFor();
  expect(await ledger.isVisible()).toBe(false);
  expect(complaints).toEqual([]);
  await close();
});
