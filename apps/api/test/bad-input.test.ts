import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type OpenApi, openApi, people } from './open-api.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

const patientId = '01900004-0000-7000-8000-000000000001';
const hospitalId = '01900002-0000-7000-8000-000000000001';
const hoursAhead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const quoteInput = () => ({
  patientId,
  hospitalId,
  serviceCode: 'escort-half-day',
  startsAt: hoursAhead(200),
  endsAt: hoursAhead(204),
});

const errorOf = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  const { error } = (await response.json()) as { error: { message: string; data: Record<string, unknown> } };
  return { status: response.status, ...error };
};

describe('the caller', () => {
  it('must be signed in', async () => {
    expect((await errorOf(api.mutate('family.quote', quoteInput()))).status).toBe(401);
    const forged = await api.request('/trpc/auth.me', { headers: { authorization: 'Bearer of-nobody' } });
    expect(forged.status).toBe(401);
  });

  it.each<[string, object, Caller]>([
    ['dispatch.board', {}, 'family'],
    ['dispatch.trialBalance', {}, 'escort'],
    ['escort.hall', {}, 'family'],
  ])('is refused %s in both languages when it is not theirs', async (path, input, caller) => {
    const refused = await errorOf(api.query(path, input, caller));
    expect(refused.status).toBe(403);
    expect(refused.data.domainError).toMatchObject({
      type: 'NotAllowed',
      zh: expect.any(String),
      en: expect.any(String),
    });
  });

  it('cannot learn whether a foreign order exists', async () => {
    const { result } = (await (await api.mutate('family.quote', quoteInput(), 'family')).json()) as {
      result: { data: { quoteId: string } };
    };
    const created = await api.mutate(
      'family.create',
      { quoteId: result.data.quoteId, consentedScopeVersion: 1, idempotencyKey: 'bad-input-1' },
      'family',
    );
    const { orderId } = ((await created.json()) as { result: { data: { orderId: string } } }).result.data;
    const foreign = await errorOf(api.query('family.order', { orderId }, 'otherFamily'));
    const unknown = await errorOf(
      api.query('family.order', { orderId: '01900000-9999-7000-8000-000000000001' }, 'otherFamily'),
    );
    expect(foreign).toEqual(unknown);
    expect(foreign.status).toBe(404);
  });
});

describe('input', () => {
  it.each<[string, object, number?]>([
    ['an amount of the client', { ...quoteInput(), totalFen: 1 }],
    ['an unknown key', { ...quoteInput(), role: 'admin' }],
    ['a time that is none', { ...quoteInput(), startsAt: 'tomorrow' }],
    ['a time without zone', { ...quoteInput(), startsAt: '2030-01-07T09:00:00' }],
    ['an id that is none', { ...quoteInput(), patientId: '1; DROP TABLE patient' }],
    ['an escort nobody knows', { ...quoteInput(), escortId: '01900000-9999-7000-8000-000000000001' }, 404],
    ['a NUL in a code', { ...quoteInput(), serviceCode: 'escort\u0000' }],
  ])('with %s is refused, and nothing happens', async (_, input, status = 400) => {
    const refused = await errorOf(api.mutate('family.quote', input, 'family'));
    expect(refused.status).toBe(status);
    expect(refused.data.domainError).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
    expect(JSON.stringify(refused)).not.toContain('stack');
  });

  it.each(['a\ud83d', 'a\u0000'])('refuses a reason that no database can keep', async (reason) => {
    const input = { orderId: patientId, reason };
    expect((await errorOf(api.mutate('family.endEarly', input, 'family'))).status).toBe(400);
  });

  it('takes a malformed session for none', async () => {
    const odd = await api.request('/trpc/auth.me', {
      headers: { authorization: `Bearer ${'a'.repeat(43)}` },
    });
    expect(odd.status).toBe(401);
  });

  it('refuses an amount with a payment', async () => {
    const input = { orderId: patientId, channel: 'wechat', amountFen: 1 };
    expect((await errorOf(api.mutate('family.pay', input, 'family'))).status).toBe(400);
  });

  it('answers times that are empty or past with what to do', async () => {
    const empty = await errorOf(
      api.mutate('family.quote', { ...quoteInput(), endsAt: hoursAhead(200) }, 'family'),
    );
    expect(empty.data.domainError).toMatchObject({ type: expect.stringMatching(/EmptyTimeRange/) });
    const past = await errorOf(
      api.mutate('family.quote', { ...quoteInput(), startsAt: hoursAhead(-2) }, 'family'),
    );
    expect(past.data.domainError).toMatchObject({ type: 'TooSoon', earliestStart: expect.any(String) });
  });

  it('is limited: a body of 300 kB, eleven calls in a batch, a broken body', async () => {
    const large = await api.request('/trpc/family.quote', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
      body: JSON.stringify({ text: 'x'.repeat(300_000) }),
    });
    expect(large.status).toBe(413);
    const names = Array.from({ length: 11 }, () => 'demo.people').join(',');
    expect((await api.request(`/trpc/${names}?batch=1&input=%7B%7D`)).status).toBe(400);
    const broken = await api.request('/trpc/demo.signInAs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(broken.status).toBe(400);
  });
});

describe('the door', () => {
  it('refuses a write that another site sends with the cookie', async () => {
    const cookie = `banzhen_session=${await api.signInAs(people.otherFamily)}`;
    const send = (headers: Record<string, string>) =>
      api.request('/trpc/auth.signOut', {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
      });
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it.each(['Basic eA==', 'Bearer', 'Bearer a b', 'Bearer junk', 'Bearer TOKEN'])(
    'is not opened to another site by an authorization beside the cookie: %s',
    async (form) => {
      const token = await api.signInAs(people.family);
      const cookie = `banzhen_session=${token}`;
      const authorization = form.replace('TOKEN', token);
      const refused = await api.request('/trpc/auth.signOut', {
        method: 'POST',
        headers: {
          cookie,
          authorization,
          origin: 'https://evil.example',
          'content-type': 'application/json',
        },
      });
      expect(refused.status).toBe(403);
      expect(refused.headers.get('set-cookie')).toBeNull();
    },
  );

  it('lets a program in by its token alone, wherever its page comes from', async () => {
    const answer = await api.request('/trpc/family.quote', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await api.signInAs(people.family)}`,
        origin: 'https://partner.example',
        'content-type': 'application/json',
      },
      body: JSON.stringify(quoteInput()),
    });
    expect(answer.status).toBe(200);
  });

  it('does not believe a callback that it cannot verify (PAY1)', async () => {
    const forged = await api.request('/callbacks/wechat', { method: 'POST', body: '{"state":"SUCCESS"}' });
    expect(forged.status).toBe(401);
  });

  it('answers health and readiness, and says no while it drains', async () => {
    expect(await (await api.request('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await api.request('/readyz')).status).toBe(200);
  });

  it('moves the sandbox clock forward only, and by valid words only', async () => {
    const move = (body: string) => api.request('/sandbox/clock', { method: 'POST', body });
    expect((await move('{"advanceMinutes":-5}')).status).toBe(400);
    expect((await move('soon')).status).toBe(400);
    const before = Date.parse(((await (await api.request('/sandbox/clock')).json()) as { now: string }).now);
    const moved = Date.parse(((await (await move('{"advanceMinutes":90}')).json()) as { now: string }).now);
    expect(moved - before).toBeGreaterThanOrEqual(90 * 60_000);
    await move(JSON.stringify({ to: new Date(before).toISOString() }));
    const after = Date.parse(((await (await api.request('/sandbox/clock')).json()) as { now: string }).now);
    expect(after).toBeGreaterThanOrEqual(moved);
  });

  it('logs no text of a person or a database', () => {
    expect(JSON.stringify(api.logged)).not.toMatch(/陈|DROP TABLE|banzhen_session|Bearer/);
  });
});
