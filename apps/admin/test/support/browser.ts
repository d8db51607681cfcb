import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '@banzhen/local-services';
import type axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const committedImages = fileURLToPath(new URL('../../../../docs/images/', import.meta.url));
/** A page lives for seconds: what V8 makes faster, or cleans up beside it, costs more than it gives back. */
const SHORT_LIVED = '--no-opt --no-maglev --single-threaded-gc --min-semi-space-size=32';
/** After so many presses of Tab it is asked what they have led to. */
const TABS_AT_ONCE = 10;
const isCommitting = process.env.UPDATE_SCREENSHOTS === '1';
const isKeeping = isCommitting || process.env.KEEP_SCREENSHOTS === '1';

export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await findChromium(),
    args: [
      ...['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--hide-scrollbars'],
      `--js-flags=${SHORT_LIVED}`,
    ],
  });

export type Language = 'zh-CN' | 'en';
type Wish = {
  readonly language?: Language;
  readonly width?: number;
  readonly height?: number;
  /** Text size of the browser in per cent. */
  readonly textPercent?: number;
};

/** A page in a context of its own; whatever the page complains about is collected. */
export async function openPage(browser: Browser, origin: string, wish: Wish = {}) {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: wish.width ?? 1440, height: wish.height ?? 900 },
    reducedMotion: 'reduce',
    locale: 'zh-CN',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.addInitScript(
    ({ language, textPercent }) => {
      if (window.location.protocol === 'about:') return;
      if (window.localStorage.getItem('banzhen.language') === null)
        window.localStorage.setItem('banzhen.language', language);
      // Before the page's own scripts run, as a browser set to larger text would have it.
      document.addEventListener('readystatechange', () => {
        document.documentElement.style.fontSize = `${textPercent}%`;
      });
    },
    { language: wish.language ?? 'zh-CN', textPercent: wish.textPercent ?? 100 },
  );
  return { page, complaints, close: () => context.close() };
}

/** Signs in as a person of the demo city by clicking, as a visitor would. */
export async function signInByHand(page: Page, name = '林调度'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name }).click();
  await page.waitForURL((url) => url.pathname === '/');
  // The address changes before the page does.
  await page.locator('.sign-in').waitFor({ state: 'detached' });
  await page.locator('[data-live="live"]').waitFor();
}

/** Gives a page the session of a person of the demo city, without a screen. */
export async function takeSession(page: Page, name: string): Promise<void> {
  const { request } = page.context();
  const { result } = await (await request.get('/trpc/demo.people')).json();
  const people: readonly { readonly name: string; readonly accountId: string }[] = result.data;
  const accountId = people.find((person) => person.name === name)?.accountId;
  const answer = await request.post('/trpc/demo.signInAs', { data: { accountId } });
  if (!answer.ok()) throw new Error(`${name} cannot sign in: ${answer.status()}`);
}

/** Opens the board as a person of the demo city, as the first dispatcher unless told otherwise. */
export async function signIn(page: Page, name = '林调度'): Promise<void> {
  await takeSession(page, name);
  await page.goto('/');
  await page.locator('[data-live="live"]').waitFor();
}

/** Follows a link of the console, until nothing of the page before is left. */
async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((href) => {
    document.querySelector('main > *')?.setAttribute('data-left', '');
    window.history.pushState({}, '', href);
  }, address);
  await page.locator('[data-left]').waitFor({ state: 'detached' });
}

/**
 * Opens an address as a link of the console does, where the page shows the console; else it is loaded, which takes the
 * machine several times as much.
 */
export async function visit(page: Page, address: string): Promise<void> {
  if ((await page.locator('.top-bar').count()) === 0) {
    await page.goto(address);
    return;
  }
  const section = (href: string) => new URL(href, page.url()).pathname.split('/')[1];
  // The same page with another question stays, and with it what it showed.
  if (section(address) === section(page.url()))
    await follow(page, section(address) === 'account' ? '/' : '/account');
  await follow(page, address);
}

/** Opens the console as somebody who begins elsewhere than on the board. */
export async function enter(page: Page, name: string): Promise<void> {
  await takeSession(page, name);
  await page.goto('/');
  await page.locator('.top-bar').waitFor();
  await page.locator('main h1').waitFor();
}

/** What axe finds against WCAG 2.2 AA and its best practices, as readable lines. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const results = await page.evaluate(async () => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    return here.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // What passes is nobody's to read, and to describe it takes as long as to find it.
      resultTypes: ['violations'],
    });
  });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
  );
}

/** Controls on the page that neither Tab nor, on the board, the arrow keys lead to. */
export async function unreachableControls(page: Page): Promise<readonly string[]> {
  const control = 'a[href], button, input, select, textarea, summary, [role="button"], [role="switch"]';
  const wanted = await page.evaluate((selector) => {
    const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (one) =>
        one.checkVisibility() &&
        !one.hasAttribute('disabled') &&
        one.closest('[aria-hidden="true"]') === null,
    );
    const seenRadios = new Set<string>();
    return shown
      .filter((one) => {
        // One stop stands for a whole radio group and, on the board, for all cards: arrows lead on from there.
        if (one.closest('.board') && one.tabIndex === -1) return false;
        if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true;
        return !seenRadios.has(one.name) && seenRadios.add(one.name);
      })
      .map((one, index) => {
        one.dataset.reach = String(index);
        return `${index} ${one.outerHTML.slice(0, 120)}`;
      });
  }, control);
  await page.evaluate(() => {
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLElement)) return;
      const group = target instanceof HTMLInputElement && target.type === 'radio' ? target.name : undefined;
      const first = group
        ? document.querySelector<HTMLElement>(`input[name="${group}"][data-reach]`)
        : target;
      if (first) first.dataset.reached = '';
    });
  });
  const missed = async () => {
    const reached = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-reached]')].map(({ dataset }) => dataset.reach),
    );
    return wanted.filter((one) => !reached.includes(one.split(' ')[0]));
  };
  let left = await missed();
  for (let step = 0; step < wanted.length + 25 && left.length > 0; step += TABS_AT_ONCE) {
    for (let tab = 0; tab < TABS_AT_ONCE; tab += 1) await page.keyboard.press('Tab');
    left = await missed();
  }
  return left;
}
/** By how many pixels the page is wider than its window. */
export const overflowPixels = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Keeps a picture of the screen if pictures are wanted: with the texts when they are to be renewed, else in a temporary folder. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (!isKeeping) return;
  const folder = isCommitting ? committedImages : join(tmpdir(), 'banzhen-screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
