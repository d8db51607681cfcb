import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Language, openBrowser, openPage, takeSession, visit } from './support/browser.js';
import { type ClinicDay, prepareClinicDay, prepareMember } from './support/clinic-day.js';
import { moveClock } from './support/people.js';
import { expectAccessible } from './support/reachable.js';
import { type RunningConsole, startConsole } from './support/running-console.js';
import { expectGoodInBoth, openWindows, type Screen, type Windows } from './support/walk.js';

const languages: readonly Language[] = ['zh-CN', 'en'];

let server: RunningConsole;
let browser: Browser;
let day: ClinicDay;
let memberId: string;

beforeAll(async () => {
  server = await startConsole();
  browser = await openBrowser();
  day = await prepareClinicDay(server.origin);
  memberId = (await prepareMember(day)).accountId;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const dialogOf = (page: Page) => page.getByRole('dialog');
const gone = (page: Page) => expect.poll(() => dialogOf(page).count(), { timeout: 10_000 }).toBe(0);
const isFault = (complaint: string) => !/status of 4\d\d/.test(complaint);
const editRules = async (page: Page, address = '/membership-rules') => {
  await visit(page, address);
  await page.locator('[data-act="edit-rules"]').click();
  await page.locator('[data-editing]').waitFor();
};
const openStop = async (page: Page) => {
  await visit(page, day.scheduleAddress);
  await page.locator(`[data-session="${day.session.clinicSessionId}"]`).press('Enter');
  await page.locator('[data-act="stop"]').press('Enter');
  await page.locator('[data-affected]').waitFor();
};

const screens: readonly Screen[] = [
  {
    name: 'a day without sessions',
    open: async (page) => {
      await visit(page, '/appointments?day=2099-01-01');
      await page.locator('.ant-empty').waitFor();
    },
    dialogs: [],
  },
  {
    name: 'the desk of a session',
    open: async (page) => {
      await visit(page, day.deskAddress);
      await page.locator('[data-appointment]').first().waitFor();
    },
    dialogs: ['[data-act="take-number"]', '[data-act="propose-void"]', '[data-act="history"]'],
  },
  {
    name: 'members',
    open: async (page) => {
      await visit(page, '/members');
      await page.locator('[data-account]').first().waitFor();
    },
    dialogs: [],
  },
  {
    name: 'a member with points',
    open: async (page) => {
      await visit(page, `/members?account=${memberId}`);
      await page.locator('[data-entry]').first().waitFor();
      await page.locator('[data-event]').first().waitFor();
    },
    dialogs: ['[data-act="freeze"]'],
  },
  {
    name: 'somebody who is no member',
    open: async (page) => {
      await visit(page, '/members');
      await page.locator('input[type="tel"]').fill('14000000012');
      await page.keyboard.press('Enter');
      await page.locator('[data-act="give"]').waitFor();
    },
    dialogs: ['[data-act="give"]'],
    dialogShows: '[data-loaded="true"]',
  },
  {
    name: 'rules',
    open: async (page) => {
      await visit(page, '/membership-rules');
      await page.locator('[data-shown]').waitFor();
    },
    dialogs: [],
  },
  { name: 'the next version of the rules', open: (page) => editRules(page), dialogs: [] },
  {
    name: 'the next version of the booking rules',
    open: (page) => editRules(page, '/clinic-rules'),
    dialogs: [],
  },
];

/** Each page at its fullest. */
const full = [
  'the desk of a session',
  'members',
  'a member with points',
  'the next version of the rules',
  'the next version of the booking rules',
];

describe.each(languages)('in %s', (language) => {
  let windows: Windows;
  beforeAll(async () => {
    windows = await openWindows(browser, server.origin, language, '吴管理');
  });
  afterAll(() => windows?.close());

  // Both languages have the same controls and dialogs, so one walk over them is enough; what fits is looked at in both.
  test.each(language === 'zh-CN' ? screens : screens.filter(({ name }) => full.includes(name)))(
    '$name is reachable, and nothing of it is lost',
    (screen) => expectGoodInBoth(windows, screen, language === 'zh-CN'),
  );

  test('stopping a clinic shows whom it affects, and what they are told, before it is done', async () => {
    const { page } = windows.usual;
    await page.setViewportSize({ width: 1440, height: 900 });
    await openStop(page);
    for (const { name } of day.appointments) await dialogOf(page).getByText(name).waitFor();
    expect(await page.locator('[data-effect="stopped"] li').count()).toBe(3);
    const [zh, en] = await page.locator('.stop-notice blockquote').allTextContents();
    expect(zh).toContain(day.hospitalName);
    expect(en).toContain(day.session.visitOn);
    await expectAccessible(page, 'stop');
    await page.setViewportSize({ width: 320, height: 640 });
    await expectAccessible(page, 'stop, narrow');
  });
});

test('who comes takes a number and is seen, by keys; who may still come is no no-show', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await takeSession(page, '林调度');
  await visit(page, '/');
  await page.locator('.top-bar').waitFor();
  await page.keyboard.press('d');
  await page.getByRole('heading', { name: '就诊预约', level: 1 }).waitFor();
  await moveClock(server.origin, day.session.startsAt);
  await visit(page, day.deskAddress);
  const [first, second] = day.appointments;
  const row = (one = first) => page.locator(`[data-appointment="${one?.appointmentId}"]`);
  const does = async (act: string, one = first) => {
    await row(one).locator(`[data-act="${act}"]`).press('Enter');
    await page.locator('#act-confirm').waitFor();
  };
  /** The dialog gives it the focus a moment after it is there. */
  const confirms = async () => {
    await page.locator('#act-confirm:focus').waitFor();
    await page.keyboard.press('Enter');
  };
  await does('take-number');
  await confirms();
  await gone(page);
  await row().locator('[data-act="complete"]').waitFor();
  await does('complete');
  await confirms();
  await gone(page);
  await expect.poll(() => row().getAttribute('data-status')).toBe('FULFILLED');
  const { appointmentId = '', family } = first ?? {};
  const told = await family?.appointment.read.query({ appointmentId });
  expect(told?.history.map(({ row: rule }) => rule)).toEqual(['H1', 'H3', 'H4', 'H9', 'H10']);
  await row().locator('[data-act="history"]').press('Enter');
  await page.locator('[data-history="5"]').waitFor();
  await page.keyboard.press('Escape');
  await gone(page);

  await does('no-show', second);
  await page.locator('#act-confirm').click();
  await dialogOf(page).getByText('等候时间未满').waitFor();
  expect(await row(second).getAttribute('data-status')).toBe('BOOKED');
  expect(complaints.filter(isFault)).toEqual([]);
  await close();
});

test('a clinic is stopped by keys, and families are told what the preview said', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await takeSession(page, '林调度');
  await openStop(page);
  const [zh, en] = await page.locator('.stop-notice blockquote').allTextContents();
  await page.locator('#act-reason:focus').waitFor();
  await page.keyboard.type('医生生病');
  await page.keyboard.press('Enter');
  await gone(page);
  await page.locator(`[data-session="${day.session.clinicSessionId}"].grid-session-SUSPENDED`).waitFor();
  const { appointmentId = '', family } = day.appointments[2] ?? {};
  const told = await family?.appointment.read.query({ appointmentId });
  expect(told).toMatchObject({ status: 'PROVIDER_CANCELLED', notice: { zh, en } });
  expect(complaints.filter(isFault)).toEqual([]);
  await close();
});

test('a member is frozen and resumed, and the next rules are checked and published from a day on', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await takeSession(page, '吴管理');
  await visit(page, `/members?account=${memberId}`);
  for (const [act, status] of [
    ['freeze', 'FROZEN'],
    ['resume', 'ACTIVE'],
  ] as const) {
    await page.locator(`[data-act="${act}"]`).press('Enter');
    await page.locator('#member-cause:focus').waitFor();
    await page.locator('#act-confirm').press('Enter');
    await gone(page);
    await page.locator(`h2 [data-status="${status}"]`).waitFor();
  }
  expect(await page.locator('[data-points] [data-balance]').getAttribute('data-balance')).toBe('50');

  await editRules(page);
  const discount = page.locator('[data-level="2"] [data-privilege="discount_bp"] input[type="number"]');
  await discount.fill('20000');
  await page.locator('[data-act="check"]').press('Enter');
  await page.locator('[data-checked="wrong"]').getByText('超出范围').waitFor();
  expect(await page.locator('[data-act="publish-rules"]').isDisabled()).toBe(true);
  await discount.fill('600');
  await page.locator('[data-act="check"]').press('Enter');
  const changed = page.locator('[data-checked="right"] [data-level-change="2"]');
  await changed.waitFor();
  expect(await changed.getAttribute('data-members')).toBe('1');
  await expectAccessible(page, 'checked rules');
  await page.locator('[data-act="publish-rules"]').press('Enter');
  await dialogOf(page).locator('input[type="datetime-local"]').fill('2099-01-01T00:00');
  await page.locator('#act-confirm').press('Enter');
  await gone(page);
  await page.locator('[data-version="2"][data-state="coming"]').waitFor();
  expect(await page.locator('[data-version="1"]').getAttribute('data-state')).toBe('in-force');
  const admin = await day.people.byName('吴管理');
  expect(await admin.membership.policy.query({ version: 2 })).toMatchObject({
    inForceFrom: '2098-12-31T16:00:00.000Z',
    policy: { levels: [{}, { privileges: [{}, {}, {}, { value: { kind: 'rate', rate: 600 } }] }, {}] },
  });
  expect(complaints.filter(isFault)).toEqual([]);
  await close();
});

test('booking rules are checked, and published with a reason for later; what is booked before keeps its own', async () => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await takeSession(page, '吴管理');
  await editRules(page, '/clinic-rules');
  const cutOff = page.getByRole('spinbutton', { name: /: 退号截止/ });
  await cutOff.fill('60');
  await page.locator('[data-act="check"]').press('Enter');
  await page.locator('[data-checked="wrong"]').getByText('应在 0 至 60 之间').waitFor();
  expect(await page.locator('[data-act="publish-rules"]').isDisabled()).toBe(true);
  await cutOff.fill('720');
  await page.locator('[data-act="check"]').press('Enter');
  const change = '[data-change="appointments.changes.cancelCutOffMinutes"]';
  await page.locator(`[data-checked="right"] ${change}`).getByText('1440 → 720').waitFor();
  await expectAccessible(page, 'checked booking rules');
  await page.locator('[data-act="publish-rules"]').press('Enter');
  await dialogOf(page).locator('input[type="datetime-local"]').fill('2099-01-01T00:00');
  await dialogOf(page).locator(change).waitFor();
  await page.locator('#act-reason').fill('医院要求缩短退号时限');
  await expectAccessible(page, 'publishing booking rules');
  await page.locator('#act-confirm').press('Enter');
  await gone(page);
  await page.locator('[data-version="2"][data-state="coming"] button').press('Enter');
  await page.locator('[data-reason]').getByText('医院要求缩短退号时限').waitFor();
  expect(await page.locator('[data-version="1"]').getAttribute('data-state')).toBe('in-force');
  expect(complaints.filter(isFault)).toEqual([]);
  await close();
});

test('a dispatcher of another city has no hospital of this one', async () => {
  const admin = await day.people.byName('吴管理');
  const { accountId } = await (await day.people.byName('冯客服')).auth.me.query();
  await admin.people.grantRole.mutate({ accountId, role: 'dispatcher', cityCode: '310000' });
  const { page, close } = await openPage(browser, server.origin);
  await takeSession(page, '冯客服');
  await visit(page, day.deskAddress);
  await page.locator('main').getByText('还没有医院').waitFor();
  await page.locator('[data-code="NotFound"]').waitFor();
  await close();
});
