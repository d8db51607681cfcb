import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityProblems, openBrowser, openPage, signIn, visit } from './support/browser.js';
import {
  acceptOffer,
  bookVisit,
  exhaustSearch,
  moveClock,
  orderOf,
  type People,
  type Person,
  peopleOf,
  serverNow,
  statusOf,
  until,
} from './support/people.js';
import { type RunningConsole, startConsole } from './support/running-console.js';
import { stepsOf } from './support/visit-steps.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let server: RunningConsole;
let browser: Browser;
let people: People;
let chen: Person;
let zhao: Person;
let sun: Person;

beforeAll(async () => {
  server = await startConsole();
  browser = await openBrowser();
  people = await peopleOf(server.origin);
  [chen, zhao, sun] = [
    await people.byName('陈家属'),
    await people.byName('赵家属'),
    await people.byName('孙家属'),
  ];
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const as =
  (name: string, wish: Parameters<typeof openPage>[2] = {}) =>
  async (act: (page: Page) => Promise<void>) => {
    const { page, complaints, close } = await openPage(browser, server.origin, wish);
    await signIn(page, name);
    await act(page);
    expect(complaints.filter((one) => !/status of 4\d\d/.test(one))).toEqual([]);
    await close();
  };
const asDispatcher = as('林调度');

const yuan = (amountFen: number) =>
  `¥${Math.floor(amountFen / 100).toLocaleString('en')}.${String(amountFen % 100).padStart(2, '0')}`;
const part = (page: Page, name: string) => page.locator(`.quote [data-part="${name}"] dd`).textContent();
const advance = async (milliseconds: number) =>
  moveClock(server.origin, new Date((await serverNow(server.origin)) + milliseconds).toISOString());
const ledgerFen = async (orderId: string, account: string) =>
  (await people.dispatcher.dispatch.order.query({ orderId })).ledger
    .filter((entry) => entry.account.startsWith(account))
    .reduce((sum, entry) => sum - entry.amountFen, 0);

/** Books four hours of today or tomorrow at which the patient has time. */
const bookSoon = async (family: Person, hospital: number): Promise<string> => {
  const now = await serverNow(server.origin);
  for (let ahead = 4; ; ahead += 3)
    try {
      return await bookVisit(server.origin, family, { startsAt: now + ahead * HOUR_MS, hours: 4, hospital });
    } catch (refused) {
      if (!String(refused).includes('PatientTaken') || ahead > 40) throw refused;
    }
};

/** Loads the order: the clock may have leapt, and what a dialog said a moment ago counts for some seconds. */
const openAct = async (page: Page, orderId: string, act: string) => {
  await page.goto(`/orders/${orderId}`);
  await page.locator(`[data-act="${act}"]`).click();
  await page.getByRole('dialog').waitFor();
};

/** A reason, the button of the dialog, and then the dialog is gone. */
const confirmWith = async (page: Page, reason: string, word: string) => {
  await page.getByRole('button', { name: reason }).click();
  await page.getByRole('dialog').getByRole('button', { name: word, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

describe('the board', () => {
  test('shows when an order cancels itself and when its offer ends, and keeps five equal columns at 1280 pixels', async () => {
    await as('林调度', { width: 1280 })(async (page) => {
      const card = page.locator('[data-group="unassigned"] .card').first();
      await card.getByText('自动取消').waitFor();
      expect(await card.locator('.card-clocks').textContent()).toMatch(/派单时限.*接单截止.*自动取消/);
      const boxes = await page.locator('.column').evaluateAll((all) =>
        all.map((one) => {
          const { top, width } = one.getBoundingClientRect();
          return [Math.round(top), Math.round(width)];
        }),
      );
      expect(boxes).toHaveLength(5);
      expect(new Set(boxes.map(([top]) => top)).size).toBe(1);
      expect(new Set(boxes.map(([, width]) => width)).size).toBe(1);
      await page.getByRole('checkbox', { name: '已结束' }).check();
      await page.locator('.column').nth(5).waitFor();
      const scrolls = await page.evaluate(() => {
        const board = document.querySelector('.board');
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth - clientWidth, (board?.scrollWidth ?? 0) > (board?.clientWidth ?? 0)];
      });
      expect(scrolls).toEqual([0, true]);
    });
  });

  test('says that an order is in the grab hall, on its card and on its page', async () => {
    const orderId = await bookVisit(server.origin, sun, {
      startsAt: (await serverNow(server.origin)) + 20 * DAY_MS,
      hours: 4,
    });
    await exhaustSearch(people, sun, orderId);
    await asDispatcher(async (page) => {
      await page.locator(`[data-order="${orderId}"] [data-hall="open"]`).waitFor();
      await visit(page, `/orders/${orderId}`);
      await page.locator('.order-title [data-hall="open"]').waitFor();
      expect(await page.locator('.order-title').textContent()).toContain('自动取消');
    });
  });
});

describe('an order is rescheduled', () => {
  test('by keyboard, after the difference was seen, with exactly that difference', async () => {
    const hour = Math.ceil((await serverNow(server.origin)) / HOUR_MS) * HOUR_MS;
    const orderId = await bookVisit(server.origin, zhao, { startsAt: hour + 10 * DAY_MS, hours: 4 });
    await acceptOffer(people, zhao, orderId);
    const before = await statusOf(zhao, orderId, 'ACCEPTED');
    await asDispatcher(async (page) => {
      await visit(page, `/orders/${orderId}`);
      await page.locator('[data-act="reschedule"]').focus();
      await page.keyboard.press('Enter');
      await page.locator('#new-start:focus').waitFor();
      expect(
        await page.getByRole('dialog').getByRole('button', { name: '改期', exact: true }).isDisabled(),
      ).toBe(true);
      const end = page.locator('#new-end');
      const [day, clock] = (await end.inputValue()).split('T');
      const later = `${String((Number(clock?.slice(0, 2)) + 2) % 24).padStart(2, '0')}${clock?.slice(2)}`;
      // Past midnight the later clock is on the next day.
      const nextDay = new Date(Date.parse(`${day}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
      await end.fill(`${later < (clock ?? '') ? nextDay : day}T${later}`);
      await end.press('Enter');
      await page.locator('.quote').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      const said = await page.locator('.quote').textContent();
      await page.locator('#act-reason').focus();
      await page.keyboard.type('家属来电');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const after = await people.dispatcher.dispatch.order.query({ orderId });
      expect(Date.parse(after.endsAt) - Date.parse(before.endsAt)).toBe(2 * HOUR_MS);
      expect(after.money.balanceFen).toBe(after.totalFen - before.totalFen);
      expect(said).toContain(`家属补差价${yuan(after.money.balanceFen)}`);
      expect(said).toContain(`新价${yuan(after.totalFen)}`);
      expect(after.timeline.find(({ row }) => row === 'O10')).toMatchObject({
        reason: '家属来电',
        movedFrom: before.startsAt,
        movedTo: after.startsAt,
      });
      await page
        .locator('[data-row="O10"]')
        .getByText(/^时间 .+ → .+/)
        .waitFor();
    });
  });

  test('only where the rules allow the time, and the refusal names it', async () => {
    const orderId = await orderOf(sun, 'care-24h');
    await asDispatcher(async (page) => {
      await openAct(page, orderId, 'reschedule');
      await page.locator('#new-start').fill('2020-01-01T08:00');
      await page.locator('[data-ask-quote]').click();
      const notice = page.locator('[data-code="TooSoon"]');
      await notice.waitFor();
      expect(await notice.textContent()).toMatch(/最早开始/);
      await page.locator('#new-start').fill('2020-01-01T09:00');
      await notice.waitFor({ state: 'detached' });
    });
  });
});

describe('where the money goes is seen before it goes', () => {
  test('a patient no-show: attempts are counted down, and the split is executed', async () => {
    const orderId = await bookSoon(chen, 1);
    const escort = await acceptOffer(people, chen, orderId);
    await stepsOf(server.origin, chen, escort, orderId).arrive();
    const log = (note: string) => escort.escort.log.mutate({ orderId, step: 'contact-attempt', note });
    await asDispatcher(async (page) => {
      await visit(page, `/orders/${orderId}`);
      await page.locator('[data-attempts="0"]').getByText('还需 2 次').waitFor();
      await openAct(page, orderId, 'patient-no-show');
      await page.locator('[data-code="WaitNotOver"]').getByText('直到').waitFor();
      expect(await page.getByRole('dialog').getByRole('button', { name: '标记患者爽约' }).isDisabled()).toBe(
        true,
      );
      await page.keyboard.press('Escape');
      const { startsAt } = await people.dispatcher.dispatch.order.query({ orderId });
      await moveClock(server.origin, startsAt);
      await log('无人接听');
      await page.locator('[data-attempts="1"]').getByText('还需 1 次').waitFor();
      await page.locator('[data-attempts="1"]').getByText('无人接听').waitFor();
      await advance(6 * MINUTE_MS);
      await log('关机');
      await page.locator('[data-attempts="2"]').getByText('次数已够').waitFor();
      const { patientWait } = await people.dispatcher.dispatch.order.query({ orderId });
      await moveClock(server.origin, patientWait?.until ?? '');
      await openAct(page, orderId, 'patient-no-show');
      await page.locator('[data-ending="patient-no-show"]').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      const [refund, toEscort] = [await part(page, 'refundFen'), await part(page, 'escortFen')];
      await confirmWith(page, '等候期满仍未到', '标记患者爽约');
      const order = await statusOf(people.dispatcher as Person, orderId, 'NO_SHOW');
      expect(yuan(order.money.refundRequestedFen)).toBe(refund);
      expect(yuan(await ledgerFen(orderId, 'escort_pending'))).toBe(toEscort);
      await page.getByText('无人承接').waitFor({ state: 'detached' });
    });
  });

  test('an early end and an escort no-show', async () => {
    const early = await bookSoon(zhao, 2);
    const escort = await acceptOffer(people, zhao, early);
    const steps = stepsOf(server.origin, zhao, escort, early);
    await steps.arrive();
    await steps.start();
    await asDispatcher(async (page) => {
      await openAct(page, early, 'end-early');
      await page.locator('[data-ending="early-end"]').waitFor();
      const refund = await part(page, 'refundFen');
      expect(await part(page, 'taxFen')).toMatch(/^¥/);
      await confirmWith(page, '就诊人要求离开', '提前结束服务');
      const order = await people.dispatcher.dispatch.order.query({ orderId: early });
      expect(yuan(order.money.refundRequestedFen)).toBe(refund);
      expect(order.axes.payment).toBe('paid');
    });

    const missed = await bookSoon(sun, 4);
    await acceptOffer(people, sun, missed);
    await asDispatcher(async (page) => {
      await openAct(page, missed, 'escort-no-show');
      await page.locator('[data-code="WaitNotOver"]').waitFor();
      const unreachable = page.getByRole('checkbox', { name: /失联/ });
      const lateAt = await page.locator('[data-code="WaitNotOver"]').textContent();
      await unreachable.check();
      // Half an hour before the visit the platform begins to ask; before that the escort is released instead.
      await page
        .locator('[data-code="WaitNotOver"]')
        .filter({ hasNotText: lateAt ?? '' })
        .waitFor();
      const { startsAt } = await people.dispatcher.dispatch.order.query({ orderId: missed });
      await moveClock(server.origin, new Date(Date.parse(startsAt) - 20 * MINUTE_MS).toISOString());
      await until('the alarm', async () => {
        const { timeline } = await people.dispatcher.dispatch.order.query({ orderId: missed });
        return timeline.some(({ type }) => type === 'EscortAlarmed');
      });
      await openAct(page, missed, 'escort-no-show');
      await unreachable.check();
      await page.locator('[data-code="WaitNotOver"]').waitFor({ state: 'detached' });
      await page.locator('[data-ending="escort-no-show"]').waitFor();
      const [refund, compensation] = [await part(page, 'refundFen'), await part(page, 'compensationFen')];
      await confirmWith(page, '陪诊员联系不上', '标记陪诊员未到');
      const order = await people.dispatcher.dispatch.order.query({ orderId: missed });
      expect(yuan(order.money.refundRequestedFen)).toBe(refund);
      expect(yuan(await ledgerFen(missed, 'family_credit'))).toBe(compensation);
    });
  });
});

describe('a cancellation', () => {
  test('whose quote runs out is quoted anew by itself and says so; the order then has no offer and names the fault', async () => {
    const orderId = await bookVisit(server.origin, zhao, {
      startsAt: (await serverNow(server.origin)) + 30 * DAY_MS,
      hours: 4,
    });
    await statusOf(zhao, orderId, 'ASSIGNED');
    await asDispatcher(async (page) => {
      await openAct(page, orderId, 'cancel');
      const quote = page.locator('.quote');
      await quote.waitFor();
      const first = await quote.getAttribute('data-quote');
      await advance(6 * MINUTE_MS);
      // The page learns of the new time with the next answer: here from the confirmation that is refused.
      await page.getByRole('button', { name: '家属要求取消' }).click();
      await page.getByRole('button', { name: /^取消并退款/ }).click();
      await page.getByText('已自动重新报价').waitFor();
      await expect.poll(() => quote.getAttribute('data-quote')).not.toBe(first);
      expect(await page.locator('[data-code="QuoteOutdated"]').count()).toBe(0);
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('radio', { name: '平台' }).check();
      await expect.poll(() => page.getByRole('button', { name: /^取消并退款/ }).isEnabled()).toBe(true);
      await page.getByRole('button', { name: /^取消并退款/ }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator('[data-shift="1"]').getByText('无人承接').waitFor();
      expect(await page.locator('[data-shift="1"] .due').count()).toBe(0);
      expect(await page.locator('[data-row="O19"]').textContent()).toContain('责任方：平台');
    });
  });
});

describe('candidates and the timeline', () => {
  test('an expired offer is not called declined, and an override says what it overruled', async () => {
    const orderId = await bookVisit(server.origin, sun, {
      startsAt: (await serverNow(server.origin)) + 24 * DAY_MS,
      hours: 4,
    });
    await statusOf(sun, orderId, 'ASSIGNED');
    const [first] = (await people.dispatcher.dispatch.order.query({ orderId })).shifts;
    await advance(16 * MINUTE_MS);
    await expect
      .poll(
        async () => {
          const { timeline } = await people.dispatcher.dispatch.order.query({ orderId });
          return timeline.some(({ type }) => type === 'OfferExpired');
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    const order = await exhaustSearch(people, sun, orderId);
    await asDispatcher(async (page) => {
      await visit(page, `/orders/${orderId}/shifts/1`);
      const card = page.locator(`[data-escort="${first?.escortId}"]`);
      await card.waitFor();
      expect((await card.locator('[data-why-not="excluded"]').textContent())?.trim()).toBe(
        '本单不再派给 （派单过期未答复）',
      );
      await page.locator('.candidate', { hasText: '已婉拒' }).first().waitFor();
      await card.getByRole('button', { name: /^特批派单/ }).click();
      await page.locator('#act-reason:focus').waitFor();
      await page.keyboard.type('已电话说服');
      await page.getByRole('dialog').getByRole('button', { name: '特批并发出派单' }).click();
      await page.waitForURL(new RegExp(`/orders/${order.orderId}$`));
      await page.locator('.timeline-overruled').getByText('特批，推翻：本单不再派给').waitFor();
    });
  });
});

describe('all orders', () => {
  test('are found by the beginning of the number or a part of the name, closed ones too, page by page', async () => {
    await asDispatcher(async (page) => {
      const closed = (await people.dispatcher.dispatch.search.query({ statuses: ['CANCELLED'] })).rows[0];
      await visit(page, '/?text=nobody-is-called-so');
      await page.getByRole('link', { name: /在全部订单中搜索/ }).click();
      await page.getByText('没有符合条件的订单').waitFor();
      await page.getByRole('button', { name: '查看全部订单' }).click();
      await page.locator('tr[data-order]').first().waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(closed?.orderNo.slice(2, 12) ?? '');
      await page.keyboard.press('Enter');
      await page.waitForURL(/text=/);
      await page.locator(`tr[data-order="${closed?.orderId}"]`).waitFor();
      await page.getByRole('radio', { name: '已结束' }).check();
      await page.waitForURL(/scope=closed/);
      await page.locator(`tr[data-order="${closed?.orderId}"]`).waitFor();
      await expect
        .poll(() =>
          page
            .locator('tr[data-status]')
            .evaluateAll((all) =>
              all.every((one) => ['FINISHED', 'CANCELLED', 'NO_SHOW'].includes(one.dataset.status ?? '')),
            ),
        )
        .toBe(true);
      await visit(page, `/orders?text=${encodeURIComponent('赵叔')}`);
      await page.locator('tr[data-order]').first().waitFor();
      const names = await page.locator('tr[data-order] td:nth-child(3)').allTextContents();
      expect(new Set(names)).toEqual(new Set(['赵叔叔']));
      await page.getByRole('link', { name: closed?.orderNo ?? '' }).click();
      await page.getByRole('heading', { name: `订单 ${closed?.orderNo}` }).waitFor();
    });
  });

  test('come in pages without gap or repetition', async () => {
    const ids: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await people.dispatcher.dispatch.search.query({ limit: 3, ...(cursor ? { cursor } : {}) });
      ids.push(...page.rows.map(({ orderId }) => orderId));
      cursor = page.nextCursor;
      if (cursor === undefined) break;
    }
    const whole = await people.dispatcher.dispatch.search.query({ limit: 100 });
    expect(ids).toEqual(whole.rows.map(({ orderId }) => orderId));
    expect(ids.length).toBeGreaterThan(6);
  });
});

describe('the ledger', () => {
  test('leads from a posting to its order and back, by account, order and day, with names', async () => {
    const [missed] = (await people.dispatcher.dispatch.ledgerPostings.query({ limit: 100 })).rows.filter(
      ({ kind }) => kind === 'family-compensation',
    );
    const orderNo = missed?.about.kind === 'order' ? missed.about.orderNo : '';
    await as('钱财务')(async (page) => {
      await page.keyboard.press('l');
      await page.getByRole('link', { name: /家属补偿款 · 孙家属/ }).click();
      await page.locator('[data-posting="family-compensation"]').waitFor();
      expect(await page.locator('[data-posting]').count()).toBe(1);
      await page.getByRole('link', { name: orderNo, exact: true }).click();
      await page.getByRole('heading', { name: `订单 ${orderNo}` }).waitFor();
      await page.getByRole('link', { name: '在账本中查看本单分录' }).click();
      await page.waitForURL(/order=BZ/);
      await page.locator('[data-posting="capture"]').waitFor();
      expect(await page.getByLabel('订单号').inputValue()).toBe(orderNo);
      await page.getByLabel('从哪天').fill('2099-01-01');
      await page.getByRole('button', { name: '查询' }).click();
      await page.getByText('没有符合条件的账目').waitFor();
      await page.getByRole('button', { name: '清除筛选' }).first().click();
      await page.locator('[data-posting]').nth(3).waitFor();
      expect(await page.locator('.entries').first().textContent()).not.toMatch(/…[0-9a-f]{8}/);
    });
  });
});

describe('finance', () => {
  test('sees what it may see and no button to act with', async () => {
    const orderId = await orderOf(zhao, 'escort-full-day');
    await as('钱财务')(async (page) => {
      await page.locator('.card').first().waitFor();
      expect(await page.locator('.card-assign').count()).toBe(0);
      await visit(page, `/orders/${orderId}`);
      await page.locator('[data-row="O1"]').waitFor();
      expect(await page.locator('[data-act], .shift-acts a, .shift-acts button').count()).toBe(0);
    });
    await asDispatcher(async (page) => {
      await visit(page, `/orders/${orderId}`);
      await page.locator('.shift-acts a').first().waitFor();
    });
  });
});
