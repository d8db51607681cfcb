import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityProblems, enter, openBrowser, openPage, visit } from './support/browser.js';
import { type KeptConsole, startKeptConsole } from './support/kept-console.js';
import { inboxOf, type People, type Person, peopleOf } from './support/people.js';

const phones = { zhao: '14000000012', sun: '14000000013', lin: '14000000001', feng: '14000000006' };

let server: KeptConsole;
let browser: Browser;
let people: People;
let zhao: Person;
let sun: Person;

beforeAll(async () => {
  server = await startKeptConsole();
  browser = await openBrowser();
  people = await peopleOf(server.origin);
  [zhao, sun] = [await people.byName('赵家属'), await people.byName('孙家属')];
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the browser itself says of a refused request is no fault of the page. */
const isFault = (complaint: string) => !/status of 4\d\d/.test(complaint);

const as = async (name: string, act: (page: Page) => Promise<void>) => {
  const { page, complaints, close } = await openPage(browser, server.origin);
  await enter(page, name);
  await act(page);
  expect(complaints.filter(isFault)).toEqual([]);
  await close();
};

const find = async (page: Page, phone: string) => {
  await visit(page, '/people');
  await page.getByRole('textbox', { name: '按手机号查找' }).fill(phone);
  await page.keyboard.press('Enter');
  await page.locator('[data-person]').waitFor();
};

const dialogOf = (page: Page) => page.getByRole('dialog');
const gone = (page: Page) => expect.poll(() => dialogOf(page).count(), { timeout: 10_000 }).toBe(0);
const confirm = async (page: Page, word: string) =>
  dialogOf(page).getByRole('button', { name: word, exact: true }).click();

const quote = async (family: Person) => {
  const [patient] = await family.family.patients.query();
  const [hospital] = await family.catalogue.hospitals.query({ cityCode: '110000', text: '', limit: 1 });
  const startsAt = Date.now() + 20 * 86_400_000;
  return family.family.quote.mutate({
    patientId: patient?.patientId ?? '',
    hospitalId: hospital?.hospitalId ?? '',
    serviceCode: 'escort-half-day',
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(startsAt + 4 * 3_600_000).toISOString(),
  });
};

describe('a restriction', () => {
  test('is imposed by keyboard, acts on the next request, and no address tells the number', async () => {
    await as('吴管理', async (page) => {
      await page.keyboard.press('p');
      await page.getByRole('heading', { name: '人员', level: 1 }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(phones.sun);
      await page.keyboard.press('Enter');
      await page.locator('[data-person]').getByText('140****0013').waitFor();
      expect(page.url()).not.toContain(phones.sun);
      // Seen red while the field kept the focus: the key was one more letter in it.
      await page.keyboard.press('?');
      await dialogOf(page).waitFor();
      await page.keyboard.press('Escape');
      await gone(page);
      expect(await page.getByRole('textbox', { name: '按手机号查找' }).inputValue()).toBe(phones.sun);
      await page.locator('[data-act="impose"]').focus();
      await page.keyboard.press('Enter');
      await page.locator('#act-reason:focus').waitFor();
      await page.getByRole('radio', { name: '限制功能' }).press('Space');
      const ok = dialogOf(page).getByRole('button', { name: '限制功能', exact: true });
      expect(await ok.isDisabled()).toBe(true);
      await page.getByRole('checkbox', { name: '下单' }).press('Space');
      await dialogOf(page).getByText('孙家属 从下一次操作起不能下单，不限期').waitFor();
      await ok.press('Enter');
      await dialogOf(page).getByText('请填写原因').waitFor();
      expect((await sun.account.sanctions.query()).length).toBe(0);
      await page.keyboard.type('多次预约后不到');
      await page.keyboard.press('Enter');
      await gone(page);
      const card = page.locator('[data-sanction]');
      await card.getByText('多次预约后不到').waitFor();
      expect(await card.getAttribute('data-state')).toBe('live');
    });
    await expect(quote(sun)).rejects.toThrow('FunctionRestricted');
  });

  test('is appealed against, answered by quality, and lifted with that', async () => {
    const [own] = await sun.account.sanctions.query();
    await sun.account.appeal.mutate({
      sanctionId: own?.sanctionId ?? '',
      text: '那天孩子发烧\n有医院的证明',
    });
    await as('郑质管', async (page) => {
      expect(new URL(page.url()).pathname).toBe('/people');
      await page.getByRole('link', { name: '申诉' }).click();
      const waiting = page.locator(`[data-appeal="${own?.sanctionId}"]`);
      await waiting.getByText('那天孩子发烧').waitFor();
      await waiting.getByText('140****0013').waitFor();
      await page.getByRole('button', { name: '答复 孙家属 的申诉' }).click();
      await page.locator('#appeal-grant:focus').waitFor();
      expect(await dialogOf(page).getByRole('button', { name: '答复', exact: true }).isDisabled()).toBe(true);
      await page.keyboard.press('Space');
      await dialogOf(page).getByText('对 孙家属 的限制功能立即解除').waitFor();
      await page.locator('#act-reason').fill('证明属实');
      await confirm(page, '申诉成立，解除处理');
      await gone(page);
      await page.getByText('现在没有待答复的申诉').waitFor();
      await find(page, phones.sun);
      const card = page.locator('[data-sanction]');
      expect(await card.getAttribute('data-state')).toBe('lifted');
      await card.getByText('证明属实').first().waitFor();
      expect(await page.locator('[data-act="lift"]').count()).toBe(0);
    });
    expect((await quote(sun)).totalFen).toBeGreaterThan(0);
  });
});

describe('a ban', () => {
  test('ends every session, stays when an appeal is denied, and is lifted with a reason', async () => {
    await as('吴管理', async (page) => {
      await find(page, phones.zhao);
      await page.locator('[data-act="impose"]').click();
      await page.getByRole('radio', { name: '封禁' }).check();
      await page.getByRole('radio', { name: '欺诈' }).check();
      await page.getByLabel('到什么时候（可不填）').fill('2099-01-01T00:00');
      await dialogOf(page)
        .getByText(/全部登录立即失效，不能再登录，到 2099年1月1日/)
        .waitFor();
      await page.locator('#act-reason').fill('冒用他人证件');
      await confirm(page, '封禁');
      await gone(page);
      await expect(zhao.auth.me.query()).rejects.toThrow('NotSignedIn');
      await expect(people.byName('赵家属')).rejects.toThrow();
      const { challengeId } = await people.anyone.auth.requestCode.mutate({
        phone: phones.zhao,
        purpose: 'appeal',
      });
      const { messages } = await inboxOf(server.origin);
      const code = messages.find(({ purpose }) => purpose === 'appeal')?.code ?? '';
      const sanctionId = (await page.locator('[data-sanction]').getAttribute('data-sanction')) ?? '';
      const proof = { phone: phones.zhao, challengeId, code };
      await people.anyone.auth.appealBan.mutate({ ...proof, sanctionId, text: '不是我本人' });

      await page.getByRole('link', { name: '申诉' }).click();
      await page.getByRole('button', { name: '答复 赵家属 的申诉' }).click();
      await page.getByRole('radio', { name: '维持处理' }).check();
      await page.locator('#act-reason').fill('证据充分');
      await confirm(page, '维持处理');
      await gone(page);
      await expect(people.byName('赵家属')).rejects.toThrow();

      await page.goBack();
      await page.locator('[data-person]').getByText('证据充分').waitFor();
      await page.locator('[data-act="lift"]').click();
      await dialogOf(page).getByText('赵家属 可以立即重新登录').waitFor();
      await page.getByRole('button', { name: '查实有误' }).click();
      await confirm(page, '解除');
      await gone(page);
      await page.locator('[data-state="lifted"]').waitFor();
    });
    zhao = await people.byName('赵家属');
    expect((await zhao.auth.me.query()).restricted).toEqual([]);
  });

  test('is for nobody to impose on themselves, and on colleagues for administrators only', async () => {
    await as('吴管理', async (page) => {
      await find(page, '14000000004');
      await page.getByText('不能处理自己的账号').waitFor();
      expect(await page.locator('[data-act="impose"]').count()).toBe(0);
    });
    await as('郑质管', async (page) => {
      await find(page, phones.lin);
      await page.getByText('这是一位同事，由管理员处理').waitFor();
      expect(await page.locator('[data-act]').count()).toBe(0);
      await page.getByRole('textbox', { name: '按手机号查找' }).fill('13900000000');
      await page.keyboard.press('Enter');
      await page.getByText('没有人用这个手机号注册').waitFor();
      await page.getByRole('textbox', { name: '按手机号查找' }).fill('123');
      await page.keyboard.press('Enter');
      await page.locator('[data-code="NotAPhoneNumber"]').getByText('11 位').waitFor();
      await page.goBack();
      await page.goBack();
      await page.locator('[data-person]').getByText('140****0001').waitFor();
    });
  });
});

describe('a role', () => {
  test('counts from the next request on, and is gone with the next one', async () => {
    const feng = await people.byName('冯客服');
    await expect(feng.people.appeals.query()).rejects.toThrow('NotAllowed');
    await as('吴管理', async (page) => {
      await page.keyboard.press('s');
      await page.getByRole('button', { name: '授予角色：冯客服' }).click();
      await page.getByRole('radio', { name: '资质审核' }).check();
      await page.getByLabel('城市代码（可不填）').fill('110000');
      await dialogOf(page).getByText('冯客服 从下一次操作起是资质审核：北京，不限期').waitFor();
      await confirm(page, '授予资质审核');
      await gone(page);
      const row = page.locator('tr[data-role="quality"]', { hasText: '北京' });
      await row.waitFor();
      expect(await feng.people.appeals.query()).toEqual([]);
      await row.getByRole('button', { name: '撤销 冯客服 的角色：资质审核，北京' }).click();
      await dialogOf(page).getByText('冯客服 从下一次操作起不再是资质审核').waitFor();
      await confirm(page, '撤销角色');
      await gone(page);
      await row.waitFor({ state: 'detached' });
    });
    await expect(feng.people.appeals.query()).rejects.toThrow('NotAllowed');
  });

  test('that somebody else takes away closes the pages that are open', async () => {
    const admin = await people.byName('吴管理');
    const { accountId } = await admin.people.find.query({ phone: phones.feng });
    const { grantId } = await admin.people.grantRole.mutate({ accountId, role: 'quality' });
    await as('冯客服', async (page) => {
      await visit(page, '/appeals');
      await page.getByText('现在没有待答复的申诉').waitFor();
      await find(page, phones.sun);
      await page.locator('[data-act="impose"]').click();
      await page.locator('#act-reason').fill('测试');
      await admin.people.revokeRole.mutate({ accountId, grantId });
      await confirm(page, '警告');
      await page.locator('[data-code="NotAllowed"]').waitFor();
      await page.locator('.navigation').getByRole('link', { name: '申诉' }).waitFor({ state: 'detached' });
    });
  });

  test('is refused in words: the last administrator, and an auditor who would be something else too', async () => {
    await as('吴管理', async (page) => {
      await visit(page, '/staff');
      await page.getByRole('button', { name: '授予角色：林调度' }).click();
      await page.getByRole('radio', { name: '审计' }).check();
      expect(await page.getByLabel('城市代码（可不填）').count()).toBe(0);
      await confirm(page, '授予审计');
      const excluded = page.locator('[data-code="RolesExclude"]');
      await excluded.getByText('审计员不能兼任其他角色').waitFor();
      expect(await excluded.textContent()).toContain('现有角色调度');
      await page.keyboard.press('Escape');
      await gone(page);
      await page.getByRole('button', { name: /撤销 吴管理 的角色/ }).click();
      await dialogOf(page).getByText('这是您自己的角色').waitFor();
      await confirm(page, '撤销角色');
      await page.locator('[data-code="LastAdmin"]').getByText('这是最后一位管理员').waitFor();
    });
    const admin = await people.byName('吴管理');
    expect((await admin.auth.me.query()).roles).toEqual(['admin']);
  });

  test('of one’s own, once revoked, takes its pages along', async () => {
    const admin = await people.byName('吴管理');
    const { accountId } = await admin.people.find.query({ phone: phones.feng });
    await admin.people.grantRole.mutate({ accountId, role: 'admin' });
    await as('冯客服', async (page) => {
      await visit(page, '/staff');
      await page.getByRole('button', { name: /撤销 冯客服 的角色：管理员/ }).click();
      await confirm(page, '撤销角色');
      await gone(page);
      await page.locator('[data-not-permitted="staff"]').getByText('您没有查看').waitFor();
      expect(await page.locator('.navigation a').allTextContents()).toEqual(['人员', '会员', '会员规则']);
    });
  });

  test('goes along with an authenticator app that somebody has lost', async () => {
    const zhou = await people.byName('周调度');
    await as('吴管理', async (page) => {
      await find(page, '14000000002');
      await page.locator('[data-act="reset-totp"]').click();
      await dialogOf(page).getByText('周调度 的全部登录立即失效').waitFor();
      await confirm(page, '重置动态口令');
      await gone(page);
    });
    await expect(zhou.auth.me.query()).rejects.toThrow('NotSignedIn');
  });
});

describe('a proof that it is really them', () => {
  test('is asked for when the last one is old; then the act goes on by itself', async () => {
    const { page, complaints, close } = await openPage(browser, server.origin);
    await enter(page, '吴管理');
    await server.changeWhileStopped(
      "UPDATE session SET stepped_up_at = stepped_up_at - interval '10 minutes'",
    );
    // While the server was away the page has said so.
    complaints.splice(0);
    const granted = () => page.locator('tr[data-role="finance"]', { hasText: '上海' });
    await visit(page, '/staff');
    await page.getByRole('button', { name: '授予角色：冯客服' }).click();
    await page.getByRole('radio', { name: '财务' }).check();
    await page.getByLabel('城市代码（可不填）').fill('310000');
    await confirm(page, '授予财务');
    const asked = page.locator('[data-step-up]');
    await asked.getByText('5 分钟内不再询问').waitFor();
    await page.locator('#proof:focus').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await page.locator('[data-code="StepUpNeeded"]').getByText('需要再次验证身份').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null))
      .toBe(true);
    expect(await granted().count()).toBe(0);

    await confirm(page, '授予财务');
    await page.locator('#proof:focus').waitFor();
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.locator('[data-code="TotpWrong"]').waitFor();
    await page.locator('#proof:focus').waitFor();
    const access = (await inboxOf(server.origin)).people.find(({ name }) => name === '吴管理');
    await page.keyboard.type(access?.totpCode ?? '');
    await page.keyboard.press('Enter');
    await gone(page);
    await granted().waitFor();
    await granted().getByRole('button', { name: /撤销/ }).click();
    await confirm(page, '撤销角色');
    await gone(page);
    expect(complaints.filter(isFault)).toEqual([]);
    await close();
  });
});

describe('one’s own account', () => {
  test('signs other devices out, one by one or all at once', async () => {
    const [first, second] = [await people.byName('钱财务'), await people.byName('钱财务')];
    await as('钱财务', async (page) => {
      await page.getByRole('link', { name: '钱财务：我的账号' }).click();
      await page.locator('[data-current="true"]').getByText('本机').waitFor();
      const others = page.locator('[data-current="false"]');
      const count = await others.count();
      const sessions = await first.account.sessions.query();
      const own = sessions.find(({ isCurrent }) => isCurrent)?.sessionId;
      await page.locator(`[data-session="${own}"]`).getByRole('button').click();
      await confirm(page, '退出此设备');
      await gone(page);
      await expect.poll(() => others.count()).toBe(count - 1);
      await expect(first.auth.me.query()).rejects.toThrow('NotSignedIn');
      expect((await second.auth.me.query()).name).toBe('钱财务');
      await page.locator('[data-act="end-others"]').click();
      await confirm(page, '退出其他全部设备');
      await gone(page);
      await others.first().waitFor({ state: 'detached' });
      await expect(second.auth.me.query()).rejects.toThrow('NotSignedIn');
    });
  });

  test('changes the password for a proof, and says why one will not do', async () => {
    await as('钱财务', async (page) => {
      await visit(page, '/account');
      await page.locator('[data-totp="true"]').getByText('已绑定').waitFor();
      await page.locator('[data-act="password"]').click();
      await page.locator('#new-password:focus').waitFor();
      await page.keyboard.type('password');
      const { people: shown } = await inboxOf(server.origin);
      await page.locator('#proof').fill(shown.find(({ name }) => name === '钱财务')?.totpCode ?? '');
      await confirm(page, '更换密码');
      const unfit = page.locator('[data-code="PasswordUnfit"]');
      await unfit.waitFor();
      expect(await unfit.textContent()).toContain('太常见');
    });
  });

  test('takes another proof where the server names it: a code on the phone', async () => {
    const { accountId } = await zhao.auth.me.query();
    const { page, complaints, close } = await openPage(browser, server.origin);
    await page.request.post('/trpc/demo.signInAs', { data: { accountId } });
    await visit(page, '/account');
    await page.locator('[data-totp="false"]').waitFor();
    await page.locator('[data-act="password"]').click();
    await page.locator('#new-password').fill('a long way to the clinic');
    await page.locator('#proof').fill('whatever it was');
    await confirm(page, '更换密码');
    const refused = page.locator('[data-code="ProofNotAccepted"]');
    await refused.waitFor();
    expect(await refused.textContent()).toContain('可用的方式手机验证码');
    await page.getByLabel('您登录用的手机号').fill(phones.zhao);
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByText('验证码已发出').waitFor();
    const { messages } = await inboxOf(server.origin);
    const code = messages.find(({ purpose }) => purpose === 'step-up')?.code ?? '';
    await page.getByLabel('手机验证码').fill(code);
    await confirm(page, '更换密码');
    await gone(page);
    const given = { phone: phones.zhao, password: 'a long way to the clinic' };
    expect((await people.anyone.auth.signInWithPassword.mutate(given)).accountId).toBe(accountId);
    await expect(zhao.auth.me.query()).rejects.toThrow('NotSignedIn');
    expect(complaints.filter(isFault)).toEqual([]);
    await close();
  });

  test('shows what was decided, and takes an appeal once', async () => {
    const admin = await people.byName('吴管理');
    const { accountId } = await admin.people.find.query({ phone: '14000000003' });
    await admin.people.sanction.mutate({
      accountId,
      measure: { kind: 'warned' },
      cause: 'other',
      reason: '对账迟交',
    });
    await as('钱财务', async (page) => {
      await page.keyboard.press('m');
      await page.locator('[data-sanction]').getByText('对账迟交').waitFor();
      await page.locator('[data-act="appeal"]').click();
      await page.locator('#act-reason').fill('系统当天停机');
      await confirm(page, '提交申诉');
      await gone(page);
      await page.locator('[data-sanction]').getByText('系统当天停机').waitFor();
      await page.getByText('等待答复').waitFor();
      expect(await page.locator('[data-act="appeal"]').count()).toBe(0);
    });
  });
});

test('who may not see a page is told so at its address, and finds no way to it', async () => {
  await as('钱财务', async (page) => {
    const shown = await page.locator('.navigation a').allTextContents();
    expect(shown).toEqual(['订单看板', '全部订单', '会员', '会员规则', '陪诊规则', '价目', '账本', '合作方']);
    for (const [address, name] of [
      ['/people', '人员'],
      ['/appeals', '申诉'],
      ['/audit', '审计'],
      ['/staff', '员工'],
    ]) {
      await page.goto(address ?? '');
      await page.getByText(`您没有查看“${name}”的权限`).waitFor();
    }
    await page.getByRole('link', { name: '去我能看的页面' }).click();
    await page.getByRole('heading', { name: '订单看板' }).waitFor();
  });
});
