import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPage, signIn, signInByHand, visit } from './support/browser.js';
import { hostileTexts, withTextReplaced } from './support/hostile-texts.js';
import { acceptOffer, bookVisit, type Person, peopleOf, serverNow } from './support/people.js';
import { type RunningConsole, startConsole } from './support/running-console.js';
import { stepsOf } from './support/visit-steps.js';

const DAY_MS = 24 * 3_600_000;
/** A button that has opened no dialog by then is taken for one that opens none; a later one is seen before the next button. */
const DIALOG_MS = 250;
/** Pages with names, reasons and notes; the others have nothing that people wrote. */
const showsPeople = /^\/(?:$|orders\/|appeals|staff|account)/;

let server: RunningConsole;
let browser: Browser;
let family: Person;
let orderId: string;
/** Still looking for its escort, so that there is much to do about it. */
let searchingId: string;

beforeAll(async () => {
  server = await startConsole();
  browser = await openBrowser();
  const people = await peopleOf(server.origin);
  family = await people.byName('陈家属');
  const startsAt = Math.ceil((await serverNow(server.origin)) / DAY_MS) * DAY_MS + 3 * DAY_MS + 2 * 3_600_000;
  const admin = await people.byName('吴管理');
  const { accountId } = await family.auth.me.query();
  const warned = { accountId, measure: { kind: 'warned' }, cause: 'other', reason: '临时取消太多' } as const;
  const { sanctionId } = await admin.people.sanction.mutate(warned);
  await family.account.appeal.mutate({ sanctionId, text: '都是医院停诊' });
  orderId = await bookVisit(server.origin, family, { startsAt, hours: 4 });
  const escort = await acceptOffer(people, family, orderId);
  const steps = stepsOf(server.origin, family, escort, orderId);
  await steps.arrive();
  await steps.start();
  await steps.write();
  searchingId = await bookVisit(server.origin, family, { startsAt: startsAt + 10 * DAY_MS, hours: 4 });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page that remembers what its policy has stopped, which dialogs have opened and which strangers were asked. */
async function openWatchedPage() {
  const opened = await openPage(browser, server.origin);
  const { page } = opened;
  const dialogs: string[] = [];
  const strangers: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== server.origin && url.protocol !== 'data:') strangers.push(request.url());
  });
  const violations: string[] = [];
  await page.exposeFunction('tellViolation', (violation: string) => violations.push(violation));
  await page.addInitScript(() => {
    const { tellViolation } = window as unknown as { tellViolation: (violation: string) => void };
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      tellViolation(`${effectiveDirective} ${blockedURI} ${sample}`),
    );
  });
  return { ...opened, dialogs, strangers, violations };
}

/** Everything that the menus lead to, and the pages of one order. */
async function addressesOf(page: Page): Promise<readonly string[]> {
  const linked = await page
    .locator('a[href^="/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const menus = linked.filter((href) => !/^\/(?:orders\/|trpc|sandbox)/.test(href));
  return [
    ...new Set(['/', '/ledger', ...menus]),
    `/orders/${orderId}`,
    `/orders/${orderId}/shifts/1`,
    `/orders/${searchingId}`,
    '/nowhere',
  ];
}

const settled = async (page: Page, address: string) => {
  await page.goto(address);
  await page.waitForLoadState('load');
  await page.locator('main').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.ant-skeleton, .ant-spin') === null);
};

/** Opens and closes every dialog that a button of this page opens. */
async function openDialogs(page: Page): Promise<number> {
  const buttons = page.locator('main button:visible:enabled');
  const dialog = page.getByRole('dialog').first();
  let opened = 0;
  const closeOpen = async () => {
    if (!(await dialog.isVisible())) return;
    opened += 1;
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  };
  // Some of them add more of their kind, without end.
  const atFirst = await buttons.count();
  for (let no = 0; no < Math.min(atFirst, await buttons.count()); no += 1) {
    await closeOpen();
    await buttons.nth(no).click();
    await dialog.waitFor({ timeout: DIALOG_MS }).catch(() => undefined);
    await closeOpen();
  }
  await closeOpen();
  return opened;
}

describe('the page policy', () => {
  test('has no exception for styles and none for code', async () => {
    const pages = await Promise.all(
      ['/', '/orders/x', '/index.html'].map((path) => fetch(`${server.origin}${path}`)),
    );
    const policies = pages.map(({ headers }) => headers.get('content-security-policy') ?? '');
    for (const policy of policies) {
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(policy).toMatch(/default-src 'none'.*require-trusted-types-for 'script'/);
    }
    expect(new Set(policies).size).toBe(policies.length);
    const nonce = /'nonce-([\w-]{22})'/.exec(policies[0] ?? '')?.[1] ?? 'none';
    expect(await pages[0]?.text()).toContain(`nonce="${nonce}"`);
  });

  test('stops nothing of the console on any of its pages, nor in its dialogs', async () => {
    const { page, violations, strangers, complaints, close } = await openWatchedPage();
    await signInByHand(page, '吴管理');
    let dialogs = 0;
    for (const address of await addressesOf(page)) {
      await settled(page, address);
      dialogs += await openDialogs(page);
    }
    expect(dialogs).toBeGreaterThan(2);
    expect({ violations, strangers, complaints }).toEqual({ violations: [], strangers: [], complaints: [] });
    await close();
  });

  test('stops what is planted, and the watch sees it', async () => {
    const { page, violations, close } = await openWatchedPage();
    await page.goto('/sign-in');
    await page.getByRole('button').first().waitFor();
    await page.evaluate(async () => {
      await fetch('https://evil.example/').catch(() => undefined);
      document.body.setAttribute('style', 'color: red');
      try {
        document.body.innerHTML = '<img src=x onerror=alert(1)>';
      } catch {
        // What the policy stops is thrown to whoever tried it.
      }
    });
    await expect
      .poll(() => violations.map((violation) => violation.split(' ')[0]).toSorted())
      .toEqual(['connect-src', 'style-src-attr']);
    await close();
  });
});

describe('FX6: hostile texts', () => {
  test('bite where nothing holds them: the control', async () => {
    const { page, dialogs, close } = await openWatchedPage();
    await page.goto('about:blank');
    await page.setContent(hostileTexts.map((text) => `<div>${text}</div>`).join('\n'));
    await expect.poll(() => dialogs.length).toBeGreaterThan(10);
    await close();
  });

  test('are text in every field of every page', async () => {
    expect(new Set(hostileTexts).size).toBe(200);
    const { page, dialogs, violations, strangers, close } = await openWatchedPage();
    const text = hostileTexts.join(' ');
    await signIn(page, '吴管理');
    const addresses = await addressesOf(page);
    await page.route('**/trpc/**', async (route) => {
      const answer = await route.fetch().catch(() => undefined);
      const isJson = answer?.headers()['content-type']?.includes('application/json');
      if (!answer || !isJson) return route.continue().catch(() => undefined);
      await route.fulfill({ response: answer, json: withTextReplaced(await answer.json(), text) });
    });
    await page.goto('about:blank');
    for (const address of addresses) {
      await visit(page, address);
      await page.locator('main').first().waitFor();
      await page.waitForFunction(() => document.querySelector('.ant-skeleton, .ant-spin') === null);
      const alive = await page
        .locator(
          'script:not([src]), iframe, object, embed, base, img[src="x"], [onerror], [onload], a[href^="javascript"]',
        )
        .count();
      expect([address, alive]).toEqual([address, 0]);
      const shows = (await page.locator('main').first().textContent())?.includes('alert');
      if (showsPeople.test(address)) expect([address, shows]).toEqual([address, true]);
    }
    expect({ dialogs, violations, strangers }).toEqual({ dialogs: [], violations: [], strangers: [] });
    await close();
  });
});
