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
  takeSession,
  unreachableControls,
  visit,
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
import { closeDialog, expectAccessible, expectReachable, expectTrapped } from './support/reachable.js';
import { type RunningConsole, startConsole } from './support/running-console.js';
import { stepsOf } from './support/visit-steps.js';
import { expectGoodInBoth, openDialog, openWindows, type Screen, type Windows } from './support/walk.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOSTILE = `<img src=x onerror=alert(1)> ${'长'.repeat(200)}`;
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
  await family.conversation.send.mutate({ orderId, text: HOSTILE });
  await escort.conversation.send.mutate({ orderId, text: '好的，我会提前到' });
  await escort.conversation.report.mutate({ orderId, seq: 1, cause: 'other' });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const opens = (address: () => string, shows: string) => async (page: Page) => {
  await visit(page, address());
  await page.locator(shows).first().waitFor();
};

const talkOf = (page: Page) => page.locator('.talk-list > li');

/** Says why, and has what was said about the order on the screen. */
const revealTalk = async (page: Page) => {
  await page.locator('.talk form').first().waitFor();
  if ((await talkOf(page).count()) === 0) {
    await page.locator('.talk form').first().locator('input').fill('家属来电说联系不上陪诊员');
    await page.keyboard.press('Enter');
  }
  await talkOf(page).nth(1).waitFor();
};

const dialogShows = '.quote, #act-reason:focus, #new-start:focus';
const dialogOf = (act: string) => `[data-act="${act}"]`;

const screens: readonly Screen[] = [
  { name: 'board', open: opens(() => '/', '.card'), dialogs: [] },
  { name: 'empty board', open: opens(() => '/?text=nobody-is-called-so', '.ant-empty'), dialogs: [] },
  {
    name: 'candidates',
    open: opens(() => `/orders/${careOrderId}/shifts/3`, '.candidate'),
    fold: (page) => page.locator('.candidate summary').first().click(),
    dialogs: ['.candidate button'],
    dialogShows,
  },
  { name: 'ledger', open: opens(() => '/ledger', '[data-sum-fen]'), dialogs: [] },
  { name: 'postings', open: opens(() => '/ledger/postings', '[data-posting]'), dialogs: [] },
  { name: 'no postings', open: opens(() => '/ledger/postings?order=nobody', '.ant-empty'), dialogs: [] },
  { name: 'orders', open: opens(() => '/orders', '[data-order]'), dialogs: [] },
  { name: 'reports', open: opens(() => '/reports', '[data-report]'), dialogs: ['[data-act="look"]'] },
  { name: 'no reports', open: opens(() => '/reports?state=closed', '.ant-empty'), dialogs: [] },
  { name: 'no orders', open: opens(() => '/orders?text=nobody-is-called-so', '.ant-empty'), dialogs: [] },
];

async function expectOrderReachable(acts: readonly string[]) {
  for (const language of languages) {
    const { page, complaints, close } = await openPage(browser, server.origin, { language });
    await takeSession(page, '林调度');
    await visit(page, `/orders/${orderId}`);
    await page.locator('[data-row="O1"]').waitFor();
    const shown = await page.locator('[data-act]').evaluateAll((all) => all.map((one) => one.dataset.act));
    expect(shown).toEqual(acts);
    const isWalked = language === 'zh-CN';
    await (isWalked ? expectReachable : expectAccessible)(page, `order ${language}`);
    for (const act of isWalked ? acts : []) {
      const button = dialogOf(act);
      await openDialog(page, button, dialogShows);
      expect([act, await accessibilityProblems(page)]).toEqual([act, []]);
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
  let windows: Windows;
  beforeAll(async () => {
    windows = await openWindows(browser, server.origin, language, '林调度');
  });
  afterAll(() => windows?.close());

  test('sign-in and the shortcut sheet are reachable, and nothing is lost', async () => {
    const open = opens(() => '/sign-in', '.people button');
    const strangers = await openWindows(browser, server.origin, language);
    await expectGoodInBoth(strangers, { name: 'sign-in', open, dialogs: [] }, true);
    const { page, complaints } = strangers.usual;
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await signInByHand(page);
    await page.locator('.card').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await strangers.close();
  });

  // Both languages have the same controls and dialogs, so one walk over them is enough.
  test.each(screens)('$name is reachable, with its dialogs, and nothing of it is lost', (screen) =>
    expectGoodInBoth(windows, screen, language === 'zh-CN'),
  );

  test('an accepted order and its dialogs lose nothing', async () => {
    const acts = ['cancel', 'reschedule'].map(dialogOf);
    const shows = opens(() => `/orders/${orderId}`, '[data-row="O1"]');
    const open = async (page: Page) => {
      await shows(page);
      await revealTalk(page);
    };
    await expectGoodInBoth(windows, { name: 'order', open, dialogs: acts, dialogShows }, false);
    const { page } = windows.usual;
    expect(await talkOf(page).first().locator('.talk-text').textContent()).toBe(HOSTILE);
    expect(await talkOf(page).first().getAttribute('data-reported')).toBe('true');
    expect(await accessibilityProblems(page)).toEqual([]);
    const said = await talkOf(page).count();
    await page.locator('.talk form').last().locator('input').fill('我们正在联系');
    await page.keyboard.press('Enter');
    await page.locator(`.talk-list > li[data-side="desk"][data-seq="${said + 1}"]`).waitFor();
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

test('a first visit is in the language of the browser', async () => {
  for (const [locale, title] of [
    ['en-GB', 'Sign in to the console'],
    ['zh-HK', '登录调度台'],
  ] as const) {
    const context = await browser.newContext({ baseURL: server.origin, locale });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await page.getByRole('heading', { name: title }).waitFor();
    await context.close();
  }
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
    await takeSession(page, '林调度');
    await visit(page, `/orders/${orderId}`);
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

test('a reported message is read for a reason and closed, by keyboard', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await takeSession(page, '林调度');
  await visit(page, '/orders');
  await page.locator('[data-order]').first().waitFor();
  await page.keyboard.press('j');
  const row = page.locator('[data-report]');
  await row.waitFor();
  expect(await page.content()).not.toContain('alert(1)');
  await page.locator('[data-act="look"]').press('Enter');
  await page.locator('#act-reason:focus').waitFor();
  await page.keyboard.type('处理对这条消息的举报');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await talkOf(page).first().locator('.talk-text').textContent()).toBe(HOSTILE);
  await expectReachable(page, 'report');
  await page.setViewportSize({ width: 1280, height: 800 });
  await keepPicture(page, 'report');
  await page.setViewportSize({ width: 360, height: 640 });
  expect(await overflowPixels(page)).toBe(0);
  await keepPicture(page, 'report-narrow');
  await page.locator('[data-act="close"]').press('Enter');
  await page.locator('#report-upheld:focus').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Space');
  await page.locator('#act-reason').fill('查看原文，属于骚扰');
  await keepPicture(page, 'report-closing');
  await page.locator('#act-confirm').press('Enter');
  await page.getByText('现在没有待处理的举报').waitFor();
  await page.getByRole('radio', { name: '已处理' }).press('Space');
  await page.locator('[data-report][data-status="upheld"]').waitFor();
  expect(complaints).toEqual([]);
  const [hidden] = (await (await people.byName('陈家属')).conversation.read.query({ orderId })).messages;
  expect(hidden).toMatchObject({ isHidden: true, text: HOSTILE });
  await close();
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
  await visit(page, `/orders/${orderId}`);
  await page.locator('[data-row="O1"]').waitFor();
  await keepPicture(page, 'order');
  await visit(page, `/orders/${careOrderId}/shifts/3`);
  await page.locator('.candidate summary').first().click();
  await keepPicture(page, 'candidates');
  await visit(page, '/schedule');
  await page.locator('.grid-session').first().waitFor();
  await keepPicture(page, 'schedule');
  await close();
}
