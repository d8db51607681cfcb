import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type OpenApi, openApi, people } from '../open-api.js';
import type { Json } from '../told.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi({ DEMO_ORDERS: 'off' });
}, 120_000);
afterAll(() => api.close());

const CITY = '110000';
const hospitalId = '01900002-0000-7000-8000-000000000001';
const hoursAhead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

type Told = { readonly status: number; readonly body: Json; readonly refusal: Json | undefined };
const told = async (answer: Response): Promise<Told> => {
  const body = (await answer.json()) as Json & { error?: { data: { domainError: Json } } };
  return { status: answer.status, body, refusal: body.error?.data.domainError };
};
const signed = async (caller: Caller): Promise<Record<string, string>> =>
  caller ? { authorization: `Bearer ${await api.signInAs(people[caller])}` } : {};
const post = async (path: string, input: unknown, caller: Caller = 'family') =>
  told(
    await api.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await signed(caller)) },
      body: JSON.stringify(input),
    }),
  );
const get = async (path: string, caller: Caller = 'family') =>
  told(await api.request(path, { headers: await signed(caller) }));

const ownPatient = async (): Promise<unknown> => {
  const answer = await api.query('family.patients', {}, 'family');
  const { result } = (await answer.json()) as { result: { data: readonly Json[] } };
  return result.data.find(({ isRealNamed }) => isRealNamed)?.patientId;
};
const wanted = async (daysAhead: number, more: object = {}) => ({
  patientId: await ownPatient(),
  hospitalId,
  serviceCode: 'escort-half-day',
  startsAt: hoursAhead(daysAhead * 24),
  endsAt: hoursAhead(daysAhead * 24 + 4),
  consentedScopeVersion: 1,
  idempotencyKey: randomUUID(),
  ...more,
});
const placed = async (daysAhead: number) => {
  const { status, body } = await post('/api/order/create', await wanted(daysAhead));
  expect(status).toBe(200);
  return body;
};

describe('GET /api/caregiver/query (B83)', () => {
  const query = (params: string, caller?: Caller) => get(`/api/caregiver/query?${params}`, caller);
  const listed = async (params: string) => {
    const { status, body } = await query(`cityCode=${CITY}&${params}`);
    expect([params, status]).toEqual([params, 200]);
    return body.escorts as readonly Json[];
  };
  const pricesOf = ({ services }: Json) =>
    (services as readonly Json[]).map(({ unitPriceFen }) => unitPriceFen);

  it('tells name, gender, skills, prices and rating of those who may be booked', async () => {
    const [first, ...others] = await listed('limit=100');
    expect(first).toEqual({
      escortId: expect.any(String),
      name: expect.stringMatching(/\p{L}/u),
      gender: expect.stringMatching(/^(?:female|male)$/),
      skills: expect.any(Array),
      ratingHundredths: expect.any(Number),
      ratingCount: expect.any(Number),
      services: expect.arrayContaining([
        { code: 'escort-half-day', unitMinutes: expect.any(Number), unitPriceFen: expect.any(Number) },
      ]),
    });
    expect(others.length).toBeGreaterThan(2);
  });

  it('goes by gender, skill, service and price, and goes on where a page ends', async () => {
    const all = await listed('limit=100');
    const women = await listed('limit=100&gender=female');
    expect(women.map(({ gender }) => gender)).toEqual(women.map(() => 'female'));
    expect(women.length).toBe(all.filter(({ gender }) => gender === 'female').length);
    const nurses = await listed('limit=100&skill=nursing');
    expect(nurses.length).toBe(all.filter(({ skills }) => (skills as string[]).includes('nursing')).length);
    const dearest = Math.max(...all.flatMap(pricesOf).map(Number));
    const dear = await listed(`limit=100&leastFen=${dearest}`);
    expect(dear.length).toBe(all.filter((one) => pricesOf(one).includes(dearest)).length);
    expect(dear.length).toBeLessThan(all.length);
    expect(await listed('limit=100&serviceCode=escort-half-day&mostFen=1')).toEqual([]);
    const { body: begin } = await query(`cityCode=${CITY}&limit=2`);
    const { body: rest } = await query(`cityCode=${CITY}&limit=98&cursor=${begin.nextCursor}`);
    expect([...(begin.escorts as Json[]), ...(rest.escorts as Json[])]).toEqual(all);
  });

  it('leaves out who is not approved or takes no visits (B30)', async () => {
    const all = await listed('limit=100');
    const other = await get('/api/caregiver/query?cityCode=310000');
    expect(other.body.escorts).toEqual([]);
    const nowhere = await query(`cityCode=${CITY}&hospitalId=01900002-0000-7000-8000-0000000000ff`);
    expect([nowhere.status, nowhere.refusal?.type]).toEqual([404, 'NotFound']);
    const negative = await query(`cityCode=${CITY}&leastFen=-1`);
    expect([negative.status, JSON.stringify(negative.refusal)]).toEqual([
      400,
      expect.stringContaining('>=0'),
    ]);
    const measure = { kind: 'restricted', functions: ['work'] };
    const sanction = {
      accountId: people.escort,
      measure,
      cause: 'fraud',
      reason: '虚构订单 invented orders',
    };
    expect((await api.mutate('people.sanction', sanction, 'admin')).status).toBe(200);
    expect(await listed('limit=100')).toHaveLength(all.length - 1);
  });

  it('finds nobody by age or experience of whom neither is known', async () => {
    for (const filter of ['leastAge=18', 'mostAge=150', 'leastExperienceYears=0'])
      expect([filter, await listed(`limit=100&${filter}`)]).toEqual([filter, []]);
  });

  it.each([
    '',
    'cityCode=1',
    `cityCode=${CITY}&gender=x`,
    `cityCode=${CITY}&cityCode=${CITY}`,
    `cityCode=${CITY}&age=3`,
  ])('refuses %j by its form', async (params) =>
    expect((await query(params)).refusal).toMatchObject({ type: 'InvalidInput' }),
  );

  it('is for people who are signed in', async () => {
    expect((await told(await api.request(`/api/caregiver/query?cityCode=${CITY}`))).status).toBe(401);
  });
});

describe('orders (B84-B86)', () => {
  it('are created with a price and a state, once for a key', async () => {
    const input = await wanted(3);
    const [{ status, body }, ...others] = await Promise.all([
      post('/api/order/create', input),
      post('/api/order/create', input),
      post('/api/order/create', input),
    ]);
    expect([status, body]).toEqual([
      200,
      { orderId: expect.any(String), status: 'PENDING_PAYMENT', version: 1, totalFen: expect.any(Number) },
    ]);
    expect(body.totalFen).toBeGreaterThan(0);
    expect(others.map((one) => one.body)).toEqual([body, body]);
    expect((await post('/api/order/create', input)).body).toEqual(body);
    const other = { ...input, endsAt: hoursAhead(3 * 24 + 5) };
    expect(await post('/api/order/create', other)).toMatchObject({
      status: 422,
      refusal: { type: 'KeyReused' },
    });
  });

  it('are refused as by any other door, and leave nothing', async () => {
    const refused = async (more: object, caller?: Caller) =>
      (await post('/api/order/create', await wanted(4, more), caller)).refusal?.type;
    expect(await refused({ consentedScopeVersion: 2 })).toBe('ScopeConsentOutdated');
    expect(await refused({ startsAt: hoursAhead(-2) })).toBe('TooSoon');
    expect(await refused({ patientId: 'x' })).toBe('InvalidInput');
    expect(await refused({ onBehalfOf: people.otherFamily })).toBe('InvalidInput');
    expect(await refused({}, 'otherFamily')).toBe('NotFound');
    const quotes = await api.query('family.orders', {}, 'otherFamily');
    expect(await quotes.json()).toEqual({ result: { data: [] } });
  });

  it('are paid by a proof of payment, the same one when asked again, and for the amount that is due alone', async () => {
    const { orderId, totalFen } = await placed(6);
    const pay = (more: object, caller?: Caller) =>
      post('/api/order/pay', { orderId, channel: 'wechat', ...more }, caller);
    const wrong = await pay({ expectedFen: Number(totalFen) - 1 });
    expect(wrong).toMatchObject({ status: 409, refusal: { type: 'AmountNotDue', dueFen: totalFen } });
    const first = await pay({ expectedFen: totalFen });
    expect(first.body).toEqual({
      paymentId: expect.any(String),
      amountFen: totalFen,
      payUrl: expect.stringContaining('/sandbox/pay/'),
    });
    expect((await pay({ expectedFen: totalFen })).body).toEqual(first.body);
    expect((await pay({})).body).toEqual(first.body);
    expect(await pay({}, 'otherFamily')).toMatchObject({ status: 404, refusal: { type: 'NotFound' } });
    expect((await pay({ channel: 'cash' })).refusal).toMatchObject({ type: 'InvalidInput' });
  });

  it('have a state of the table, one for the family, and a link to everything else', async () => {
    const { orderId } = await placed(8);
    const { body } = await get(`/api/order/status?orderId=${orderId}`);
    expect(body).toEqual({
      orderId,
      orderNo: expect.stringMatching(/^BZ/),
      version: 1,
      status: 'PENDING_PAYMENT',
      detail: `/api/order/detail?orderId=${orderId}`,
    });
    expect((await get(String(body.detail))).body).toMatchObject({
      orderId,
      orderNo: body.orderNo,
      lines: expect.any(Array),
    });
    for (const path of ['status', 'detail']) {
      const asked = `/api/order/${path}?orderId=${orderId}`;
      expect(await get(asked, 'otherFamily')).toMatchObject({ status: 404, refusal: { type: 'NotFound' } });
      expect((await told(await api.request(asked))).status).toBe(401);
      expect((await get(`/api/order/${path}`)).refusal).toMatchObject({ type: 'InvalidInput' });
      expect((await get(`${asked}&orderId=${orderId}`)).refusal).toMatchObject({ type: 'InvalidInput' });
    }
  });
});

describe('a wrong method', () => {
  it.each([
    ['GET', '/api/order/create', 'POST'],
    ['PUT', '/api/order/pay', 'POST'],
    ['POST', '/api/order/status', 'GET, HEAD'],
    ['DELETE', '/api/caregiver/query', 'GET, HEAD'],
    ['PUT', '/api/caregiver/qualification', 'GET, HEAD, POST'],
    ['GET', '/api/message/send', 'POST'],
    ['POST', '/api/message/list', 'GET, HEAD'],
    ['GET', '/api/user/login', 'POST'],
    ['PROPFIND', '/api/order/status', 'GET, HEAD'],
  ])('%s %s is told which there is', async (method, path, allow) => {
    const answer = await api.request(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    expect((await told(answer)).refusal).toMatchObject({ type: 'MethodNotSupported' });
  });
});
