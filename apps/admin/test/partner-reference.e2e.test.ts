import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from './support/browser.js';
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
