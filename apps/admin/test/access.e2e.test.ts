import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accessibilityProblems,
  keepPicture,
  type Language,
  openBrowser,
  openPage,
  overflowPixels,
  signIn,
  signInByHand,
  unreachableControls,
} from './support/browser.js';
import {
  acceptOffer,
  bookVisit,
  exhaustSearch,
  orderOf,
  type People,
  type Person,
  peopleOf,
  serverNow,
  statusOf,
} from './support/people.js';
import {
  closeDialog,
  expectAccessible,
  expectDialogInside,
  expectReachable,
  expectTrapped,
} from './support/reachable.js';
import { type RunningConsole, startConsole } from './support/running-console.js';
import { stepsOf } from './support/visit-steps.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const languages: readonly Language[] = ['zh-CN', 'en'];

let server: RunningConsole;
let browser: Browser;
let people: People;
let family: Person;
let orderId: string;
let careOrderId: string;
let steps: ReturnType<typeof stepsOf>;

beforeAll(async () => {
  server = await startConsole();
  browser = await openBrowser();
  people = await peopleOf(server.origin);
  family = await people.byName('陈家属');
  const rows = await family.family.orders.query();
  orderId = rows.find(({ status }) => status !== 'PENDING_PAYMENT')?.orderId ?? '';
  careOrderId = await orderOf(await people.byName('孙家属'), 'care-24h');
  const escort = await acceptOffer(people, family, orderId);
  steps = stepsOf(server.origin, family, escort, orderId);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens a dialog by its button, looks at it, and leaves it open. */
async function openDialog(page: Page, selector: string, screen: string) {
  await page.locator(selector).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.locator('.quote, #act-reason:focus, #new-start:focus').first().waitFor();
  expect([screen, await accessibilityProblems(page)]).toEqual([screen, []]);
}

async function expectOrderReachable(acts: readonly string[]) {
  for (const language of languages) {
    const { page, complaints, close } = await openPage(browser, server.origin, { language });
    await signIn(page);
    await page.goto(`/orders/${orderId}`);
    await page.locator('[data-row="O1"]').waitFor();
    const shown = await page.locator('[data-act]').evaluateAll((all) => all.map((one) => one.dataset.act));
    expect(shown).toEqual(acts);
    // Both languages have the same controls and dialogs, so one walk over them is enough.
    const isWalked = language === 'zh-CN';
    await (isWalked ? expectReachable : expectAccessible)(page, `order ${language}`);
    for (const act of isWalked ? acts : []) {
      const button = `[data-act="${act}"]`;
      await openDialog(page, button, act);
      await expectTrapped(page, act);
      await closeDialog(page, button);
    }
    expect(complaints).toEqual([]);
    await close();
  }
}

test('the checks see what is planted', async () => {
  const { page, close } = await openPage(browser, server.origin);
  await page.goto('/sign-in');
  await page.locator('.people button').first().waitFor();
  await page.evaluate(() => {
    // By way of the document model: the page's own policy lets no markup in.
    const button = Object.assign(document.createElement('button'), {
      tabIndex: -1,
      textContent: 'planted',
    });
    const image = Object.assign(document.createElement('img'), { src: '/icon.svg' });
    const wide = Object.assign(document.createElement('div'), { textContent: 'wide' });
    wide.style.width = '9999px';
    document.querySelector('main')?.append(button, image, wide);
  });
  expect((await accessibilityProblems(page)).some((one) => one.startsWith('image-alt'))).toBe(true);
  expect(await overflowPixels(page)).toBeGreaterThan(1000);
  expect((await unreachableControls(page)).filter((one) => one.includes('planted'))).toHaveLength(1);
  await close();
});

describe.each(languages)('in %s', (language) => {
  test('sign-in, board, shortcut sheet, candidates and ledger are reachable', async () => {
    const { page, complaints, close } = await openPage(browser, server.origin, { language });
    await page.goto('/sign-in');
    await page.locator('.people button').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await expectReachable(page, 'sign-in');
    await signInByHand(page);
    await page.locator('.card').first().waitFor();
    await expectReachable(page, 'board');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goto('/?text=nobody-is-called-so');
    await page.locator('.ant-empty').waitFor();
    await expectReachable(page, 'empty board');
    await page.goto(`/orders/${careOrderId}/shifts/3`);
    await page.locator('.candidate').first().waitFor();
    await page.locator('.candidate summary').first().click();
    await expectReachable(page, 'candidates');
    await openDialog(page, '.candidate button', 'assign');
    await expectTrapped(page, 'assign');
    await closeDialog(page, '.candidate button');
    await page.goto('/ledger');
    await page.locator('[data-sum-fen]').waitFor();
    await expectReachable(page, 'ledger');
    await page.goto('/ledger/postings');
    await page.locator('[data-posting]').first().waitFor();
    await expectReachable(page, 'postings');
    await page.goto('/ledger/postings?order=nobody');
    await page.locator('.ant-empty').waitFor();
    await expectReachable(page, 'no postings');
    await page.goto('/orders');
    await page.locator('[data-order]').first().waitFor();
    await expectReachable(page, 'orders');
    await page.goto('/orders?text=nobody-is-called-so');
    await page.locator('.ant-empty').waitFor();
    await expectReachable(page, 'no orders');
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([
    ['a window of 320 pixels', { width: 320, height: 640 }],
    ['text of twice the size', { textPercent: 200 }],
    ['text of twice the size in half a window', { width: 640, height: 450, textPercent: 200 }],
  ])('nothing is lost in %s', async (_, wish) => {
    const { page, close } = await openPage(browser, server.origin, { language, ...wish });
    await page.goto('/sign-in');
    await page.locator('.people button').first().waitFor();
    expect(['sign-in', await overflowPixels(page)]).toEqual(['sign-in', 0]);
    await signIn(page);
    const screens = [
      '/',
      '/orders',
      `/orders/${orderId}`,
      `/orders/${careOrderId}/shifts/3`,
      '/ledger',
      '/ledger/postings',
    ];
    for (const screen of screens) {
      await page.goto(screen);
      await page
        .locator('.card, [data-order], [data-row="O1"], .candidate, [data-sum-fen], [data-posting]')
        .first()
        .waitFor();
      expect([screen, await overflowPixels(page)]).toEqual([screen, 0]);
    }
    await page.goto(`/orders/${orderId}`);
    await page.locator('[data-act="cancel"]').click();
    await page.locator('.quote').waitFor();
    await expectDialogInside(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('[data-act="reschedule"]').click();
    await page.locator('#new-start:focus').waitFor();
    await expectDialogInside(page);
    await close();
  });
});

test('the language is switched at once and remembered', async () => {
  const { page, close } = await openPage(browser, server.origin);
  await signIn(page);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Order board' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.title()).toBe('Order board · Banzhen console');
  await page.reload();
  await page.getByRole('heading', { name: 'Order board' }).waitFor();
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '订单看板' }).waitFor();
  await close();
});

test('arrow keys move over the board, and single keys can be switched off', async () => {
  const { page, close } = await openPage(browser, server.origin);
  await signIn(page);
  await page.locator('[data-group="unassigned"] .card').nth(1).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-card') ?? null);
  const cards = await page
    .locator('[data-group="unassigned"] [data-card]')
    .evaluateAll((all) => all.map((one) => one.dataset.card ?? ''));
  await page.keyboard.press('u');
  expect(await focused()).toBe(cards[0]);
  await page.keyboard.press('End');
  expect(await focused()).toBe(cards.at(-1));
  await page.keyboard.press('ArrowRight');
  expect(cards).not.toContain(await focused());
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: '启用单键快捷键' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('l');
  expect(new URL(page.url()).pathname).toBe('/');
  await close();
});

describe('an order with its acts, through a whole visit', () => {
  test('accepted', () => expectOrderReachable(['reschedule', 'check-in', 'escort-no-show', 'cancel']));

  test('arrived', async () => {
    await steps.arrive();
    await expectOrderReachable(['patient-no-show', 'cancel']);
  });

  test('in service, with pictures', async () => {
    await steps.start();
    await steps.write();
    await expectOrderReachable(['end-early']);
    await takePictures();
  });

  test('ended, and confirmed by a dispatcher', async () => {
    await steps.end();
    await expectOrderReachable(['confirm']);
    const { page, close } = await openPage(browser, server.origin);
    await signIn(page);
    await page.goto(`/orders/${orderId}`);
    await page.locator('[data-act="confirm"]').click();
    await page.getByRole('button', { name: '家属电话确认' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '代为确认完成' }).click();
    await page.locator('.order-title').getByText('已完成').waitFor();
    await statusOf(people.dispatcher, orderId, 'FINISHED');
    const order = await people.dispatcher.dispatch.order.query({ orderId });
    expect(order.timeline.find(({ row }) => row === 'O17')?.reason).toBe('家属电话确认');
    await close();
  });
});

async function takePictures() {
  const now = await serverNow(server.origin);
  const [zhao, sun] = [await people.byName('赵家属'), await people.byName('孙家属')];
  const [soon, searching] = [
    await bookVisit(server.origin, zhao, { startsAt: now + 5 * HOUR_MS, hours: 4, hospital: 3 }),
    await bookVisit(server.origin, sun, { startsAt: now + 6 * DAY_MS, hours: 4, hospital: 5 }),
  ];
  await acceptOffer(people, zhao, soon);
  await exhaustSearch(people, sun, searching);
  await bookVisit(server.origin, family, { startsAt: now + 7 * DAY_MS, hours: 4, hospital: 1, patient: 1 });
  const { page, close } = await openPage(browser, server.origin);
  await signIn(page);
  await page.locator(`[data-order="${searching}"]`).waitFor();
  await keepPicture(page, 'board');
  await page.goto(`/orders/${orderId}`);
  await page.locator('[data-row="O1"]').waitFor();
  await keepPicture(page, 'order');
  await page.goto(`/orders/${careOrderId}/shifts/3`);
  await page.locator('.candidate summary').first().click();
  await keepPicture(page, 'candidates');
  await close();
}
