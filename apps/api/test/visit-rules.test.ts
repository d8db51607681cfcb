import { minutesAfter } from '@banzhen/domain/shared/clock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenApi, openApi, type people } from './open-api.js';
import { type Json, told } from './told.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi({ DEMO_ORDERS: 'off' });
}, 120_000);
afterAll(() => api.close());

const hospitalId = '01900002-0000-7000-8000-000000000001';

type Numbers = { readonly pricing: Json; readonly booking: Json };
type Version = {
  readonly policy: Numbers & { readonly version: number };
  readonly isInForce: boolean;
  readonly reason?: string;
};
type Listed = { readonly fields: readonly Json[]; readonly versions: readonly Version[] };

const list = async (caller: keyof typeof people = 'admin') =>
  (await told(api.query('visitRules.policies', {}, caller))).value as unknown as Listed;
const numbersNow = async (): Promise<Numbers> => {
  const [first] = (await list()).versions;
  if (!first) throw new Error('a first version is expected');
  const { version: _, ...numbers } = first.policy;
  return numbers;
};
const publish = async (patch: Json, latest: number, caller: keyof typeof people = 'admin') => {
  const numbers = await numbersNow();
  const policy = { ...numbers, pricing: { ...numbers.pricing, ...patch } };
  return told(api.mutate('visitRules.publishPolicy', { policy, latest, reason: '旺季' }, caller));
};
const quotedAt = async (hours: number) => {
  const patients = (await told(api.query('family.patients', {}, 'family')))
    .value as unknown as readonly Json[];
  const startsAt = new Date(Date.now() + 3 * 86_400_000);
  // By day in Beijing.
  startsAt.setUTCHours(1, 0, 0, 0);
  const wanted = {
    ...{ patientId: patients.find(({ isRealNamed }) => isRealNamed)?.patientId, hospitalId },
    ...{ serviceCode: 'escort-half-day', startsAt: startsAt.toISOString() },
    endsAt: minutesAfter(startsAt, hours * 60).toISOString(),
  };
  const { value, refusal } = await told(api.mutate('family.quote', wanted, 'family'));
  if (refusal) throw new Error(JSON.stringify(refusal));
  return value.lines as readonly Json[];
};

it('are listed with the bounds of every number, and quotes go by the version in force (N4)', async () => {
  const { fields, versions } = await list('finance');
  expect(versions).toMatchObject([{ policy: { version: 1 }, isInForce: true }]);
  expect(fields).toContainEqual({
    at: 'cancellation.tiers.*.refund',
    least: 0,
    most: 10_000,
    unit: 'basis-points',
  });
  const extra = (lines: readonly Json[]) => lines.find(({ kind }) => kind === 'extra-hours');
  expect(extra(await quotedAt(5))).toMatchObject({ quantity: 1, unitFen: 60_00 });
  expect((await publish({ extraHourFen: 75_00 }, 1)).value).toMatchObject({ version: 2 });
  expect(extra(await quotedAt(5))).toMatchObject({ quantity: 1, unitFen: 75_00 });
  expect((await list()).versions).toMatchObject([
    { policy: { version: 2 }, isInForce: true, reason: '旺季' },
    { policy: { version: 1 }, isInForce: false },
  ]);
});

it('are published by administrators alone, each version once, and read by staff', async () => {
  expect((await publish({}, 1)).refusal).toMatchObject({ type: 'PolicyOutdated', latest: 2 });
  expect((await publish({}, 2, 'finance')).refusal).toMatchObject({ type: 'NotAllowed' });
  expect((await told(api.query('visitRules.policies', {}, 'family'))).refusal).toMatchObject({
    type: 'NotAllowed',
  });
});

it('are checked before, in words', async () => {
  const numbers = await numbersNow();
  const preview = (pricing: Json, rest: Json = {}) =>
    told(
      api.mutate(
        'visitRules.previewPolicy',
        { policy: { ...numbers, pricing: { ...numbers.pricing, ...pricing }, ...rest } },
        'admin',
      ),
    );
  expect((await preview({ extraHourFen: 99 })).value).toMatchObject({
    wrong: { at: 'pricing.extraHourFen', why: 'out-of-range', least: 100, most: 10_000_000 },
    changes: [{ at: 'pricing.extraHourFen', after: 99 }],
  });
  expect((await preview({ extraHourFen: 80_00 })).value).not.toHaveProperty('wrong');
  for (const wrong of [{ extraHourFen: 0.5 }, { extraHourFen: '80' }, { extraHourFen: null }, { other: 1 }])
    expect((await preview(wrong)).refusal).toMatchObject({ type: 'InvalidInput' });
  expect((await preview({}, { duty: {} })).refusal).toMatchObject({ type: 'InvalidInput' });
  expect((await publish({ extraHourFen: 1 }, 2)).refusal).toMatchObject({
    type: 'WrongPolicyNumber',
    at: 'pricing.extraHourFen',
  });
});
