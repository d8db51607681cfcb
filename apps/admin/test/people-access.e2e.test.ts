import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accessibilityProblems,
  enter,
  type Language,
  openBrowser,
  openPage,
  overflowPixels,
} from './support/browser.js';
import { peopleOf } from './support/people.js';
import {
  closeDialog,
  expectAccessible,
  expectDialogInside,
  expectReachable,
  expectTrapped,
} from './support/reachable.js';
import { type RunningConsole, startConsole } from './support/running-console.js';

const languages: readonly Language[] = ['zh-CN', 'en'];
const chen = '14000000011';

let server: RunningConsole;
let browser: Browser;

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
  const dispatcher = await people.byName('林调度');
  const { accountId: colleague } = await dispatcher.auth.me.query();
  await admin.people.grantRole.mutate({ accountId: colleague, role: 'support', cityCode: '110000' });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

type Screen = {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
  readonly dialogs: readonly string[];
};

const findPerson = async (page: Page, phone: string) => {
  await page.goto('/people');
  await page.locator('input[type="tel"]').fill(phone);
  await page.keyboard.press('Enter');
};

const screens: readonly Screen[] = [
  {
    name: 'people',
    open: async (page) => {
      await page.goto('/people');
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
      await page.goto('/appeals');
      await page.locator('[data-appeal]').waitFor();
    },
    dialogs: ['[data-appeal] button'],
  },
  {
    name: 'staff',
    open: async (page) => {
      await page.goto('/staff');
      await page.locator('[data-staff]').first().waitFor();
    },
    dialogs: ['[data-staff] th button', '[data-staff] td button'],
  },
  {
    name: 'account',
    open: async (page) => {
      await page.goto('/account');
      await page.locator('[data-current="false"]').first().waitFor();
    },
    dialogs: ['[data-act="password"]', '[data-current="false"] button', '[data-act="end-others"]'],
  },
  {
    name: 'audit',
    open: async (page) => {
      await page.goto('/audit');
      await page.locator('[data-entry] summary').first().click();
    },
    dialogs: [],
  },
  {
    name: 'empty audit',
    open: async (page) => {
      await page.goto('/audit?from=2099-01-01');
      await page.locator('.ant-empty').waitFor();
    },
    dialogs: [],
  },
];

const openDialog = async (page: Page, selector: string) => {
  await page.locator(selector).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null))
    .toBe(true);
};

describe.each(languages)('in %s', (language) => {
  // Both languages have the same controls and dialogs, so one walk over them is enough; what fits is looked at in both.
  const isWalked = language === 'zh-CN';

  test.each(screens)('$name is reachable, with its dialogs', async ({ name, open, dialogs }) => {
    const { page, complaints, close } = await openPage(browser, server.origin, { language });
    await enter(page, '吴管理');
    await open(page);
    await (isWalked ? expectReachable : expectAccessible)(page, name);
    for (const selector of isWalked ? dialogs : []) {
      await openDialog(page, selector);
      expect([selector, await accessibilityProblems(page)]).toEqual([selector, []]);
      await expectTrapped(page, selector);
      await closeDialog(page, selector);
    }
    expect(complaints.filter((one) => !one.includes('status of 404'))).toEqual([]);
    await close();
  });

  test('a page that somebody may not see is reachable too', async () => {
    const { page, complaints, close } = await openPage(browser, server.origin, { language });
    await enter(page, '钱财务');
    await page.goto('/audit');
    await page.locator('[data-not-permitted]').waitFor();
    await expectReachable(page, 'not permitted');
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([
    ['a window of 320 pixels', { width: 320, height: 640 }],
    ['text of twice the size', { textPercent: 200 }],
    ['text of twice the size in half a window', { width: 640, height: 450, textPercent: 200 }],
  ])('nothing is lost in %s', async (_, wish) => {
    const { page, close } = await openPage(browser, server.origin, { language, ...wish });
    await enter(page, '吴管理');
    for (const { name, open, dialogs } of screens) {
      await open(page);
      expect([name, await overflowPixels(page)]).toEqual([name, 0]);
      for (const selector of dialogs) {
        await openDialog(page, selector);
        await expectDialogInside(page);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    }
    await close();
  });
});
