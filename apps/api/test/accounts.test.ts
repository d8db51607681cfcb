import { makeApp } from '@banzhen/api/app';
import { totpCodeAt } from '@banzhen/vault';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenApi, openApi, people } from './open-api.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
}, 120_000);
afterAll(() => api.close());

type Json = Record<string, unknown>;
type Told = { readonly status: number; readonly value: Json; readonly refusal: string | undefined };

const told = async (answer: Response | Promise<Response>): Promise<Told> => {
  const response = await answer;
  const body = (await response.json()) as {
    result?: { data: Json };
    error?: { data: { domainError: { type: string } } };
  };
  return {
    status: response.status,
    value: body.result?.data ?? (body as Json),
    refusal: body.error?.data.domainError.type,
  };
};
const post = (path: string, input: object, headers: Record<string, string> = {}) =>
  api.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
const bearer = (token: unknown) => ({ authorization: `Bearer ${token}` });
const call = (procedure: string, input: object, token?: unknown) =>
  told(post(`/trpc/${procedure}`, input, token === undefined ? {} : bearer(token)));
const ask = (procedure: string, input: object, token: unknown) =>
  told(
    api.request(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, {
      headers: bearer(token),
    }),
  );

type Inbox = {
  readonly messages: readonly { readonly to: string; readonly code: string; readonly purpose: string }[];
  readonly people: readonly {
    readonly name: string;
    readonly phone: string;
    readonly password?: string;
    readonly totpSecret?: string;
  }[];
};
const inbox = async (): Promise<Inbox> =>
  (await (await api.request('/sandbox/inbox?format=json')).json()) as Inbox;
const codeFor = async (phone: string, purpose = 'sign-in') => {
  const { value } = await call('auth.requestCode', { phone, purpose });
  const message = (await inbox()).messages.find((one) => one.to.endsWith(phone) && one.purpose === purpose);
  return { phone, challengeId: String(value.challengeId), code: message?.code ?? '' };
};
const demo = async (name: string) => {
  const person = (await inbox()).people.find((one) => one.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
};
/** Signs in as staff do; a code of the app works once, so each test takes another person. */
const signInStaff = async (name: string, at = new Date()) => {
  const { phone, password, totpSecret = '' } = await demo(name);
  const { value } = await call('staffAuth.signIn', { phone, password });
  const code = totpCodeAt(totpSecret, at);
  return call('staffAuth.confirmTotp', { ticket: value.ticket, code });
};

describe('a newcomer', () => {
  it('signs up with any number and the code of the development inbox, and is somebody (B25)', async () => {
    const proof = await codeFor('13800138001');
    expect(proof.code).toMatch(/^\d{6}$/);
    const answer = await post('/trpc/auth.signInWithCode', { ...proof, name: '新家属' });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^banzhen_session=[\w-]{43}; Expires=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const { value } = await told(answer);
    const me = await ask('auth.me', {}, value.token);
    expect(me.value).toMatchObject({
      name: '新家属',
      roles: [],
      authLevel: 'code',
      accountId: value.accountId,
    });
  });

  it('is refused a wrong code in both languages, and a used one', async () => {
    const proof = await codeFor('13800138002');
    const wrong = proof.code === '000000' ? '000001' : '000000';
    const refused = await post('/trpc/auth.signInWithCode', { ...proof, code: wrong });
    expect(await refused.json()).toMatchObject({
      error: {
        data: {
          domainError: { type: 'CodeWrong', guessesLeft: 4, zh: expect.any(String), en: expect.any(String) },
        },
      },
    });
    expect((await call('auth.signInWithCode', proof)).status).toBe(200);
    expect((await call('auth.signInWithCode', proof)).refusal).toBe('CodeGone');
  });

  it('is told that a number is none', async () => {
    expect((await call('auth.requestCode', { phone: '12345' })).refusal).toBe('NotAPhoneNumber');
  });

  it('comes in with WeChat once a phone is proven', async () => {
    const first = await call('auth.signInWithWechat', { code: 'sandbox-newcomer-1' });
    expect(first.value).toMatchObject({ needs: 'phone' });
    const proof = await codeFor('13800138003', 'attach-wechat');
    const attached = await call('auth.attachWechat', { ...proof, ticket: first.value.ticket });
    const again = await call('auth.signInWithWechat', { code: 'sandbox-newcomer-2' });
    expect(again.value.accountId).toBe(attached.value.accountId);
  });
});

describe('by plain REST (B80, B81)', () => {
  const password = 'correct horse battery';
  it('registers and logs in at exactly these addresses, and sets no cookie', async () => {
    const asked = await told(post('/api/user/code', { phone: '13800138004' }));
    const code = (await inbox()).messages[0]?.code;
    const proof = { phone: '13800138004', challengeId: asked.value.challengeId, code };
    const registered = await post('/api/user/register', { ...proof, name: '王家属', password });
    expect([registered.status, registered.headers.get('set-cookie')]).toEqual([200, null]);
    const { accountId } = (await registered.json()) as Json;
    const byPassword = await told(post('/api/user/login', { phone: '13800138004', password }));
    expect(byPassword.value).toMatchObject({ accountId, token: expect.any(String) });
    expect((await ask('auth.me', {}, byPassword.value.token)).value).toMatchObject({ name: '王家属' });
    const byWechat = await told(post('/api/user/login', { wechatCode: 'sandbox-rest-1' }));
    expect(byWechat.value).toMatchObject({ needs: 'phone' });
  });

  it('refuses in words: a wrong password, a number that is taken, a form that is none', async () => {
    const login = (input: object) => told(post('/api/user/login', input));
    expect(await login({ phone: '13800138004', password: 'something else' })).toMatchObject({
      status: 401,
      refusal: 'SignInFailed',
    });
    expect((await login({ phone: '13800138004' })).refusal).toBe('InvalidInput');
    expect((await login({ phone: '13800138004', password, role: 'admin' })).refusal).toBe('InvalidInput');
    const weak = { phone: '13800138005', challengeId: people.family, code: '123456', password: '12345678' };
    expect((await told(post('/api/user/register', weak))).refusal).toBe('PasswordUnfit');
    expect((await told(post('/api/user/register', { ...weak, password }))).refusal).toBe('CodeGone');
  });
});

describe('a session', () => {
  const signIn = async () => String((await call('demo.signInAs', { accountId: people.family })).value.token);

  it('is a cookie that only this host can set, where browsers come over TLS (AU10)', async () => {
    const app = makeApp(api.platform, {
      consoleFolder: '.',
      log: { info: () => undefined, error: () => undefined },
      isHttps: true,
    });
    const answer = await app.request('https://localhost/trpc/demo.signInAs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accountId: people.family }),
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-sid=[\w-]{43}; Expires=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const token = cookie.split(/[=;]/)[1];
    const me = (name: string) =>
      app.request('https://localhost/trpc/auth.me', { headers: { cookie: `${name}=${token}` } });
    expect([(await me('__Host-sid')).status, (await me('banzhen_session')).status]).toEqual([200, 401]);
  });

  it('is another one at every sign-in, is listed, and ends on the next request', async () => {
    const [first, second] = [await signIn(), await signIn()];
    expect(first).not.toBe(second);
    const listed = (await ask('account.sessions', {}, second)).value as unknown as readonly Json[];
    expect(listed.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect((await call('account.revokeOtherSessions', {}, second)).status).toBe(200);
    expect((await ask('auth.me', {}, first)).refusal).toBe('NotSignedIn');
    expect((await call('auth.signOut', {}, second)).status).toBe(200);
    expect((await ask('auth.me', {}, second)).refusal).toBe('NotSignedIn');
  });

  it('is nobody’s with a token that was made up, whatever it says', async () => {
    for (const token of [`demo-${people.dispatcher}`, 'x', 'a'.repeat(43)])
      expect((await ask('auth.me', {}, token)).refusal).toBe('NotSignedIn');
  });
});

describe('staff', () => {
  it('sign in with password and authenticator app, and only then have their roles', async () => {
    const { value } = await signInStaff('林调度');
    expect((await ask('auth.me', {}, value.token)).value).toMatchObject({
      roles: ['dispatcher'],
      authLevel: 'password+totp',
    });
    const { phone, password } = await demo('林调度');
    const asFamily = await call('auth.signInWithPassword', { phone, password });
    expect((await ask('auth.me', {}, asFamily.value.token)).value).toMatchObject({ roles: [] });
    expect((await ask('dispatch.board', {}, asFamily.value.token)).refusal).toBe('NotAllowed');
  });

  it('are refused a code of the app that was used', async () => {
    const at = new Date();
    expect((await signInStaff('钱财务', at)).status).toBe(200);
    expect((await signInStaff('钱财务', at)).refusal).toBe('TotpWrong');
  });

  it('grant, sanction and lift; each acts on the next request of whom it is about', async () => {
    const admin = (await signInStaff('吴管理')).value.token;
    const proof = await codeFor('13800138006');
    const { token, accountId } = (await call('auth.signInWithCode', proof)).value;
    const found = await ask('people.find', { phone: '138 0013 8006' }, admin);
    expect(found.value).toMatchObject({ accountId, phone: '138****8006', sanctions: [] });

    const restrict = { accountId, cause: 'disorder', reason: '多次辱骂陪诊员' };
    const measure = { kind: 'restricted', functions: ['book'] };
    const { sanctionId } = (await call('people.sanction', { ...restrict, measure }, admin)).value;
    expect((await ask('auth.me', {}, token)).value).toMatchObject({ restricted: ['book'] });
    expect((await call('account.appeal', { sanctionId, text: '不是我' }, token)).status).toBe(200);
    const answer = { sanctionId, granted: true, text: '查实有误' };
    expect((await call('people.answerAppeal', answer, admin)).status).toBe(200);
    expect((await ask('auth.me', {}, token)).value).toMatchObject({ restricted: [] });

    expect((await call('people.grantRole', { accountId, role: 'finance' }, admin)).status).toBe(200);
    await call('people.sanction', { ...restrict, measure: { kind: 'banned' } }, admin);
    expect((await ask('auth.me', {}, token)).refusal).toBe('NotSignedIn');
  });

  it('are told when a fresh proof is needed, and families that it is not theirs', async () => {
    const family = await api.signInAs(people.family);
    const grant = { accountId: people.family, role: 'finance' };
    expect((await call('people.grantRole', grant, family)).refusal).toBe('NotAllowed');
    expect((await call('people.grantRole', grant)).refusal).toBe('NotSignedIn');
  });
});

describe('in a batch', () => {
  it.each(['auth.signInWithCode', 'auth.signInWithPassword', 'staffAuth.confirmTotp', 'account.stepUp'])(
    '%s is not taken (AU1)',
    async (procedure) => {
      const answer = await told(post(`/trpc/${procedure},${procedure}?batch=1`, { 0: {}, 1: {} }));
      expect(answer.refusal).toBe('NotInBatch');
    },
  );
});

it('keeps every number, code, password and token out of the log', async () => {
  expect(JSON.stringify(api.logged)).not.toMatch(/1380013800|correct horse|Bearer|[\w-]{43}/);
});
