import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPage, signIn, visit } from './support/browser.js';
import {
  acceptAllOffers,
  acceptOffer,
  bookVisit,
  exhaustSearch,
  orderOf,
  type People,
  type Person,
  peopleOf,
  serverNow,
  statusOf,
  until,
} from './support/people.js';
import { type RunningConsole, startConsole } from './support/running-console.js';

const HOUR_MS = 3_600_000;

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

const asDispatcher = async (act: (page: Page) => Promise<void>) => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await signIn(page);
  await act(page);
  // The browser reports every refused or lost call by itself; nothing else may be said.
  expect(complaints.filter((one) => !/status of 4\d\d|ERR_FAILED|Failed to fetch/.test(one))).toEqual([]);
  await close();
};

describe('sign-in', () => {
  test('leads back to the page that was asked for', async () => {
    const orderId = await orderOf(zhao, 'escort-full-day');
    const { page, close } = await openPage(browser, server.origin);
    await visit(page, `/orders/${orderId}`);
    await page.getByRole('heading', { name: '登录调度台' }).waitFor();
    await page.getByRole('button', { name: /周调度/ }).click();
    await page.getByRole('heading', { name: /^订单 BZ/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/orders/${orderId}`);
    await close();
  });

  test('shows staff only', async () => {
    const { page, close } = await openPage(browser, server.origin);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /林调度/ }).waitFor();
    expect(await page.getByRole('button', { name: /家属/ }).count()).toBe(0);
    await close();
  });
});

describe('the board', () => {
  test('shows the orders of the demo city by state, with what presses', () =>
    asDispatcher(async (page) => {
      const unassigned = page.locator('[data-group="unassigned"]');
      await unassigned.locator('.card').nth(2).waitFor();
      expect(await unassigned.locator('h2').textContent()).toBe('待派单 3');
      expect(await unassigned.locator('[data-urgency]').first().textContent()).toMatch(
        /派单时限剩余 \d+ 分 \d+ 秒/,
      );
      expect(await page.locator('[data-group="unpaid"] .card').count()).toBe(1);
      expect(await page.title()).toBe('订单看板 · 伴诊调度台');
    }));

  test('arrives in less than 450 kB of script, all of it from this server', async () => {
    const { page, close } = await openPage(browser, server.origin);
    await signIn(page);
    const scripts = new Map<string, Promise<Buffer>>();
    const elsewhere: string[] = [];
    page.on('response', (response) => {
      const url = new URL(response.url());
      if (url.origin !== server.origin) elsewhere.push(url.href);
      if (url.pathname.endsWith('.js')) scripts.set(url.pathname, response.body());
    });
    await page.reload();
    await page.locator('.card').first().waitFor();
    const bodies = await Promise.all(scripts.values());
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(bodies.length).toBeGreaterThan(1);
    expect(bytes).toBeLessThan(450_000);
    expect(elsewhere).toEqual([]);
    process.stdout.write(`first route: ${bytes} bytes of compressed script\n`);
    await close();
  });

  test('keeps its filters in the address, so that a colleague sees the same', () =>
    asDispatcher(async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('天坛');
      await page.waitForURL(/text=/);
      await page.getByRole('checkbox', { name: '待支付' }).uncheck();
      await page.waitForURL(/groups=/);
      expect(await page.locator('.card').count()).toBe(1);
      await page.reload();
      await page.locator('.card').first().waitFor();
      expect(await page.locator('.card').count()).toBe(1);
      expect(await page.getByRole('checkbox', { name: '待支付' }).isChecked()).toBe(false);
      await visit(page, '/?text=nobody-is-called-so');
      await page.getByRole('button', { name: '清除筛选' }).click();
      await page.locator('.card').nth(3).waitFor();
    }));

  test('follows what others do without reloading, and keeps the focus', () =>
    asDispatcher(async (page) => {
      const rows = await chen.family.orders.query();
      const orderId = rows.find(({ status }) => status === 'ASSIGNED')?.orderId ?? '';
      await page.evaluate(() => document.body.setAttribute('data-not-reloaded', 'yes'));
      await page.locator(`[data-card="${orderId}"]`).focus();
      await acceptOffer(people, chen, orderId);
      await page.locator(`[data-group="upcoming"] [data-order="${orderId}"]`).waitFor({ timeout: 5_000 });
      expect(await page.evaluate(() => document.body.dataset.notReloaded)).toBe('yes');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-card'))).toBe(orderId);
    }));
});

describe('an order', () => {
  test('shows its timeline, its money and only the acts that are allowed', () =>
    asDispatcher(async (page) => {
      const orderId = await orderOf(zhao, 'escort-full-day');
      await visit(page, `/orders/${orderId}`);
      await page.locator('[data-row="O1"]').waitFor();
      expect(await page.locator('[data-row="O2"]').textContent()).toMatch(
        /支付成功.*支付渠道.*待支付 → 待派单.*¥588\.00/,
      );
      const ledger = page.getByRole('region', { name: '本单账目' });
      expect(await ledger.locator('tfoot').textContent()).toMatch(/¥0\.00$/);
      expect(
        await page.locator('[data-act]').evaluateAll((all) => all.map((one) => one.dataset.act)),
      ).toEqual(['reschedule', 'give-up', 'cancel']);
      await page.getByRole('button', { name: '复制订单号' }).click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toMatch(/^BZ\d+$/);
    }));

  test('that does not exist is told with one way on', () =>
    asDispatcher(async (page) => {
      await visit(page, '/orders/01900003-0000-7000-8000-00000000ffff');
      const notice = page.locator('[data-code="NotFound"]');
      await notice.waitFor();
      expect(await notice.textContent()).toContain('没有找到');
      await notice.getByRole('button', { name: '重试' }).waitFor();
    }));

  test('is cancelled with exactly the split that was shown', () =>
    asDispatcher(async (page) => {
      const orderId = await bookVisit(server.origin, zhao, {
        startsAt: (await serverNow(server.origin)) + 10 * HOUR_MS,
        hours: 4,
      });
      await acceptOffer(people, zhao, orderId);
      await visit(page, `/orders/${orderId}`);
      await page.locator('[data-act="cancel"]').click();
      const quote = page.locator('.quote');
      await quote.and(page.locator('[data-rule="4h"]')).waitFor();
      const kept = (part: string) => quote.locator(`[data-part="${part}"] dd`).textContent();
      const paid = (await zhao.family.order.query({ orderId })).money.capturedFen;
      const refund = Math.floor((paid * 9000) / 10_000);
      expect(await kept('refundFen')).toBe(`¥${(refund / 100).toFixed(2)}`);
      expect(await quote.textContent()).toMatch(/此报价 剩余 [45] 分 \d+ 秒/);
      await page.getByRole('radio', { name: '医院' }).check();
      await quote.and(page.locator('[data-rule="full"]')).waitFor();
      await page.getByRole('radio', { name: '家属' }).check();
      await quote.and(page.locator('[data-rule="4h"]')).waitFor();
      await page.getByRole('button', { name: '家属要求取消' }).click();
      await page.getByRole('button', { name: /^取消并退款/ }).click();
      await page.locator('.order-title').getByText('已取消').waitFor();
      const order = await statusOf(zhao, orderId, 'CANCELLED');
      expect(order.money.refundRequestedFen).toBe(refund);
    }));

  test('that somebody else has changed meanwhile is refused, told and reloaded', () =>
    asDispatcher(async (page) => {
      const orderId = await orderOf(zhao, 'escort-full-day');
      await statusOf(zhao, orderId, 'ASSIGNED');
      const before = await people.dispatcher.dispatch.order.query({ orderId });
      await visit(page, `/orders/${orderId}`);
      await page.getByRole('button', { name: '撤回派单' }).click();
      await people.dispatcher.dispatch.withdraw.mutate({
        orderId,
        offerId: before.shifts[0]?.offerId ?? '',
        reason: 'first',
      });
      await page.getByRole('button', { name: '陪诊员未回应' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '撤回派单' }).click();
      const notice = page.locator('[data-code="StaleVersion"]');
      await notice.waitFor();
      expect(await notice.textContent()).toContain('刚刚被他人修改');
      await page.getByRole('button', { name: '重新读取' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByText('撤回派单').first().waitFor();
    }));
});

describe('candidates', () => {
  test('are ranked with a score that adds up, or stand below with every reason why not', () =>
    asDispatcher(async (page) => {
      const orderId = await orderOf(sun, 'care-24h');
      await visit(page, `/orders/${orderId}/shifts/3`);
      const first = page.locator('.candidate[data-eligible="true"]').first();
      await first.locator('summary').click();
      const numbers = await first.locator('tbody td:last-child').allTextContents();
      const sum = numbers.reduce((total, one) => total + Number(one), 0);
      expect(await first.locator('summary').textContent()).toContain(`得分 ${sum}`);
      const unfit = page.locator('.candidate[data-eligible="false"]', { hasText: '李陪诊' });
      const reasons = await unfit.locator('[data-why-not]').allTextContents();
      expect(reasons.map((one) => one.trim())).toEqual(['不提供此服务', '缺少所需技能 （护理）']);
      expect(await unfit.getByRole('button').count()).toBe(0);
    }));

  test('get an offer by keyboard alone within six keys, and the override asks for a reason', async () => {
    const orderId = await bookVisit(server.origin, sun, {
      startsAt: (await serverNow(server.origin)) + 14 * 24 * HOUR_MS,
      hours: 4,
    });
    const exhausted = await exhaustSearch(people, sun, orderId);
    await asDispatcher(async (page) => {
      await page.locator(`[data-order="${orderId}"]`).waitFor();
      await visit(page, `/?text=${exhausted.orderNo}`);
      await page.locator(`[data-card="${orderId}"]`).waitFor();
      await page.keyboard.press('u');
      await page.keyboard.press('a');
      await page.locator('.candidate').first().waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('#act-reason:focus').waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`/orders/${orderId}$`));
      await statusOf(sun, orderId, 'ASSIGNED');
      const offered = await people.dispatcher.dispatch.order.query({ orderId });
      expect(offered.timeline.at(-1)?.reason).toBe('综合得分最高');
      const forTheFamily = await statusOf(sun, orderId, 'ASSIGNED');
      expect(forTheFamily.timeline.at(-1)).not.toHaveProperty('reason');
    });
    await exhaustSearch(people, sun, orderId);
    await asDispatcher(async (page) => {
      await visit(page, `/orders/${orderId}/shifts/1`);
      const declined = page.locator('.candidate[data-eligible="false"]', {
        has: page.locator('[data-why-not="excluded"]'),
      });
      const name = await declined.first().locator('h3').textContent();
      await declined
        .first()
        .getByRole('button', { name: /^特批派单/ })
        .click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.textContent()).toContain('您将推翻 本单不再派给');
      await dialog.getByRole('button', { name: '特批并发出派单' }).click();
      await dialog.getByText('请填写原因').waitFor();
      await page.keyboard.type('已电话说服');
      await dialog.getByRole('button', { name: '特批并发出派单' }).click();
      await page.waitForURL(new RegExp(`/orders/${orderId}$`));
      const forTheFamily = await statusOf(sun, orderId, 'ASSIGNED');
      expect(forTheFamily.shifts[0]).not.toHaveProperty('escortName');
      const offered = await people.dispatcher.dispatch.order.query({ orderId });
      expect(offered.shifts[0]?.escortName).toBe(name);
    });
  });

  test('an accepted shift changes hands in one act', async () => {
    const orderId = await bookVisit(server.origin, sun, {
      startsAt: (await serverNow(server.origin)) + 16 * 24 * HOUR_MS,
      hours: 4,
    });
    await acceptOffer(people, sun, orderId);
    const before = await statusOf(sun, orderId, 'ACCEPTED');
    await asDispatcher(async (page) => {
      await visit(page, `/orders/${orderId}`);
      await page.getByRole('link', { name: '改派' }).click();
      await page
        .getByRole('button', { name: /^改派：/ })
        .first()
        .click();
      expect(await page.getByRole('dialog').textContent()).toContain(
        `${before.shifts[0]?.escortName} 立即失去这个班次`,
      );
      await page.locator('#act-reason:focus').waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`/orders/${orderId}$`));
      await page.locator('[data-row="O9"]').waitFor();
    });
  });
});

describe('an escort of several shifts', () => {
  test('is released from one of them, or from all that have not begun', async () => {
    const orderId = await bookVisit(server.origin, sun, {
      startsAt: (await serverNow(server.origin)) + 18 * 24 * HOUR_MS,
      hours: 72,
      service: 'care-24h',
    });
    const { shifts } = await acceptAllOffers(people, sun, orderId);
    const names = shifts.map(({ escortName }) => escortName);
    const name = names.find((one, index) => names.lastIndexOf(one) > index);
    const theirs = shifts.filter(({ escortName }) => escortName === name).map(({ no }) => no);
    expect(theirs.length).toBeGreaterThan(1);
    const coveredBy = async () =>
      (await sun.family.order.query({ orderId })).shifts
        .filter(({ escortName, cover }) => cover === 'accepted' && escortName === name)
        .map(({ no }) => no);
    await asDispatcher(async (page) => {
      await visit(page, `/orders/${orderId}`);
      // The search may offer a shift anew in the very moment, which is refused as stale and done again.
      const release = async (shiftNo: number, extent?: RegExp): Promise<void> => {
        await page.locator(`[data-shift="${shiftNo}"]`).getByRole('button', { name: '撤下陪诊员' }).click();
        const dialog = page.getByRole('dialog');
        if (extent) await dialog.getByRole('radio', { name: extent }).check();
        await dialog.getByRole('button', { name: '陪诊员临时有事' }).click();
        await dialog.getByRole('button', { name: '撤下陪诊员', exact: true }).click();
        const stale = dialog.locator('[data-code="StaleVersion"]');
        const ending = await until('the dialog to end', async () => {
          if ((await dialog.count()) === 0) return 'done';
          return (await stale.count()) > 0 && 'stale';
        });
        if (ending === 'done') return;
        await dialog.getByRole('button', { name: '重新读取' }).click();
        await dialog.waitFor({ state: 'detached' });
        await release(shiftNo, extent);
      };
      const [first = 0, ...others] = theirs;
      await release(first);
      expect(await coveredBy()).toEqual(others);
      if (others.length > 1) await release(others[0] ?? 0, /全部/);
      else await release(others[0] ?? 0);
      expect(await coveredBy()).toEqual([]);
    });
  });
});

describe('the ledger', () => {
  test('balances', () =>
    asDispatcher(async (page) => {
      await page.keyboard.press('l');
      await page.locator('[data-sum-fen="0"]').waitFor();
      await page.getByText('借贷平衡').waitFor();
    }));
});

describe('a lost server', () => {
  test('is told in words, and the page can be tried again', () =>
    asDispatcher(async (page) => {
      await page.route('**/trpc/**', (route) => route.abort());
      await visit(page, '/ledger').catch(() => undefined);
      await page.locator('[data-code="UNREACHABLE"]').waitFor({ timeout: 20_000 });
      await page.unroute('**/trpc/**');
      await page.getByRole('button', { name: '重试' }).click();
      await page.locator('[data-sum-fen="0"]').waitFor();
    }));
});
