import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepPicture, type Language, openBrowser, openPage, takeSession, visit } from './support/browser.js';
import { peopleOf, until } from './support/people.js';
import { type RunningConsole, startConsole } from './support/running-console.js';
import { expectGoodInBoth, openWindows, type Screen, type Windows } from './support/walk.js';

const languages: readonly Language[] = ['zh-CN', 'en'];
/** Nobody has this name, so every attempt ends without an answer. */
const ADDRESS = `https://clinic.example/${'webhooks/'.repeat(12)}`;

let server: RunningConsole;
let browser: Browser;
let partnerId: string;
let emptyId: string;

beforeAll(async () => {
  server = await startConsole();
  browser = await openBrowser();
  const admin = await (await peopleOf(server.origin)).byName('吴管理');
  const [hospital] = await admin.schedule.hospitals.query();
  const hospitalIds = hospital ? [hospital.hospitalId] : [];
  const register = async (name: string) =>
    (await admin.partner.register.mutate({ name, kind: 'clinic' })).partnerId;
  partnerId = await register('晨光门诊');
  emptyId = await register('没有密钥的门诊');
  await admin.partner.createKey.mutate({
    ...{
      partnerId,
      hospitalIds,
      operations: ['partner-event.list'],
      networks: [],
      dailyQuota: 100,
      days: 30,
    },
  });
  const url = 'https://his.clinic.example/';
  if (hospital) await admin.clinicSystem.connect.mutate({ partnerId, hospitalId: hospital.hospitalId, url });
  const create = () => admin.webhook.create.mutate({ partnerId, url: ADDRESS, hospitalIds, eventTypes: [] });
  const [{ endpointId }, disabled] = [await create(), await create()];
  await admin.webhook.disable.mutate({ endpointId: disabled.endpointId, expectedVersion: 1 });
  await admin.webhook.test.mutate({ endpointId, expectedVersion: 1 });
  await until('the test was tried', async () => {
    const { deliveries } = await admin.webhook.deliveries.query({ endpointId });
    return (deliveries[0]?.tried.length ?? 0) > 0;
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const screens: readonly Screen[] = [
  {
    name: 'webhooks',
    open: async (page) => {
      await visit(page, `/partners/${partnerId}/webhooks`);
      await page.locator('[data-state="active"] ~ * [data-act="deliveries"]').click();
      await page.locator('[data-delivery] summary').first().click();
    },
    dialogs: ['[data-act="create"]', '[data-act="rotateSecret"]', '[data-act="replay-failed"]'],
  },
  {
    name: 'a system of its clinic',
    open: async (page) => {
      await visit(page, `/partners/${partnerId}`);
      await page.locator('[data-system]').waitFor();
    },
    dialogs: ['[data-act="connect-system"]', '[data-act="change-system"]', '[data-act="rotate-system"]'],
  },
  {
    name: 'no webhooks',
    open: async (page) => {
      await visit(page, `/partners/${emptyId}/webhooks`);
      await page.locator('.ant-empty').waitFor();
    },
    dialogs: [],
  },
  {
    name: 'no such partner',
    open: async (page) => {
      await visit(page, '/partners/01900000-0000-7000-8000-000000000001/webhooks');
      await page.locator('.ant-empty').waitFor();
    },
    dialogs: [],
    mayComplain: 'status of 404',
  },
];

describe.each(languages)('in %s', (language) => {
  let windows: Windows;
  beforeAll(async () => {
    windows = await openWindows(browser, server.origin, language, '吴管理');
  });
  afterAll(() => windows?.close());

  test.each(screens)('$name is reachable, with its dialogs, and nothing of it is lost', async (screen) => {
    await expectGoodInBoth(windows, screen, language === 'zh-CN');
    const { page } = windows.usual;
    await page.setViewportSize({ width: 1440, height: 900 });
    await keepPicture(page, `webhooks-${screen.name.replaceAll(' ', '-')}-${language}`);
  });
});

test('an endpoint is made with a secret that is shown once, and disabled after its consequence was read', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin, { language: 'zh-CN' });
  await takeSession(page, '吴管理');
  await visit(page, `/partners/${partnerId}/webhooks`);
  await page.locator('[data-endpoint]').first().waitFor();
  const before = await page.locator('[data-endpoint]').count();
  await page.locator('[data-act="create"]').click();
  await page.locator('#webhook-url').fill('https://127.0.0.1/');
  await page.locator('#act-confirm').click();
  await page.getByText('地址不可用').waitFor();
  await page.locator('#webhook-url').fill('https://new.example/hooks');
  await page.locator('#act-confirm').click();
  const secret = page.locator('[data-told-once]');
  await secret.waitFor();
  expect(await secret.textContent()).toMatch(/^whsec_[\w+/]{43}=$/);
  await keepPicture(page, 'webhooks-secret-zh-CN');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '我已保存' }).click();
  await secret.waitFor({ state: 'detached' });
  const made = page.locator('[data-endpoint]', { hasText: 'https://new.example/hooks' });
  await expect.poll(() => page.locator('[data-endpoint]').count()).toBe(before + 1);
  expect(await page.content()).not.toContain('whsec_');
  await made.locator('[data-act="disable"]').click();
  await page.locator('#act-confirm').click();
  await made.locator('[data-state="disabled"]').waitFor();
  await made.locator('[data-act="enable"]').waitFor();
  expect(complaints.filter((one) => !one.includes('status of 4'))).toEqual([]);
  await close();
});
