import { minutesAfter } from '@banzhen/domain/shared/clock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenApi, openApi, type people } from './open-api.js';
import { type Json, told } from './told.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi({ DEMO_ORDERS: 'off' });
}, 120_000);
afterAll(() => api.close());

const cityCode = '110000';
const serviceCode = 'escort-half-day';
const hospitalId = '01900002-0000-7000-8000-000000000001';
const reference = { lowestFen: 260_00, highestFen: 460_00 };
const price = { cityCode, serviceCode, unitPriceFen: 401_00, reference };
const published = { prices: [price], latest: 0, reason: '旺季调价' };

const publish = (caller: keyof typeof people) => told(api.mutate('priceList.publish', published, caller));
const ask = async (path: string, input: unknown, caller: keyof typeof people = 'family') =>
  (await told(api.query(path, input, caller))).value;
const halfDay = async () =>
  ((await ask('catalogue.services', { cityCode })) as unknown as readonly Json[]).find(
    ({ code }) => code === serviceCode,
  );
const dearEscorts = async () =>
  (await ask('catalogue.escorts', { cityCode, serviceCode, leastFen: 401_00, limit: 100 })).escorts as Json[];
const quote = async () => {
  const patients = (await ask('family.patients', {})) as unknown as readonly Json[];
  const startsAt = minutesAfter(new Date(), 3 * 24 * 60);
  const wanted = {
    ...{ patientId: patients.find(({ isRealNamed }) => isRealNamed)?.patientId, hospitalId, serviceCode },
    ...{ startsAt: startsAt.toISOString(), endsAt: minutesAfter(startsAt, 240).toISOString() },
  };
  return told(api.mutate('family.quote', wanted, 'family'));
};

it('are told, searched and quoted by the version in force, with what is usual (B57)', async () => {
  expect(await halfDay()).not.toHaveProperty('reference');
  expect(await dearEscorts()).toEqual([]);
  expect((await publish('admin')).value).toMatchObject({ version: 1 });

  expect(await halfDay()).toMatchObject({ unitPriceFen: 401_00, reference });
  // Seen red while the search went by the prices of the catalogue.
  const found = await dearEscorts();
  expect(found.length).toBeGreaterThan(2);
  for (const { services } of found) expect(services).toContainEqual({ ...halfDayOf(401_00) });
  const { status, value, refusal } = await quote();
  expect([status, value], JSON.stringify(refusal)).toMatchObject([200, { unitPriceFen: 401_00, reference }]);
  const [line] = value.lines as readonly Json[];
  expect(line).toMatchObject({ kind: 'service', unitFen: 401_00 });

  const { versions } = (await ask('priceList.lists', {}, 'finance')) as { versions: readonly Json[] };
  expect(versions).toMatchObject([
    { list: { version: 1, prices: [price] }, isInForce: true, reason: '旺季调价' },
  ]);
});

const halfDayOf = (unitPriceFen: number) => ({ code: serviceCode, unitMinutes: 240, unitPriceFen });

it('are published by administrators alone, each version once, and read by staff', async () => {
  expect((await publish('admin')).refusal).toMatchObject({ type: 'PolicyOutdated', latest: 1 });
  expect((await publish('finance')).refusal).toMatchObject({ type: 'NotAllowed' });
  expect((await told(api.query('priceList.lists', {}, 'family'))).refusal).toMatchObject({
    type: 'NotAllowed',
  });
});

it('are checked before, in words', async () => {
  const preview = async (unitPriceFen: number) =>
    told(api.mutate('priceList.preview', { prices: [{ ...price, unitPriceFen }] }, 'admin'));
  expect((await preview(100)).value).toMatchObject({
    wrong: { part: 'unitPriceFen', why: 'outside-reference', leastFen: 260_00, mostFen: 460_00 },
  });
  expect((await preview(460_00)).value).not.toHaveProperty('wrong');
  expect(
    (await told(api.mutate('priceList.preview', { prices: [{ ...price, unitPriceFen: 0.5 }] }, 'admin')))
      .refusal,
  ).toMatchObject({ type: 'InvalidInput' });
});
