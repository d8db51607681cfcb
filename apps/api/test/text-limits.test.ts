import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenApi, openApi } from './open-api.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

const orderId = '01900000-9999-7000-8000-000000000001';
const refusalOf = async (path: string, input: object) => {
  const answer = await api.mutate(path, { orderId, ...input }, 'escort');
  const { error } = (await answer.json()) as { error: { data: { domainError: Record<string, unknown> } } };
  return { status: answer.status, ...error.data.domainError };
};

it.each([
  ['escort.log', 'note', 2_000, { step: 'waiting' }],
  ['escort.handOver', 'note', 2_000, {}],
  ['escort.endEarly', 'reason', 500, {}],
])(
  '%s takes a %s of %i characters and refuses a longer one by its name, in both languages',
  async (path, field, longest, rest) => {
    const fits = await refusalOf(path, { ...rest, [field]: '字'.repeat(longest) });
    expect(fits).toMatchObject({ status: 404, type: 'NotFound' });
    const tooLong = await refusalOf(path, { ...rest, [field]: '字'.repeat(longest + 1) });
    expect(tooLong).toMatchObject({
      status: 400,
      type: 'InvalidInput',
      fields: [{ path: field }],
      zh: expect.any(String),
      en: expect.any(String),
    });
  },
);

it.each([
  ['nothing', ' '],
  ['zero-width characters', '\u200b\u2060\ufeff'],
  ['fillers of Hangul', '\u3164\u115f\uffa0'],
  ['a letter and a variation selector', '王\ufe0f'],
  ['digits', '123'],
  ['a letter and what turns the line around', '王\u202e'],
  ['a letter and a line break', '王\n秀兰'],
])('a name of %s is refused', async (_, name) => {
  const answer = await api.mutate('patient.create', { name, details: {} }, 'family');
  expect(answer.status).toBe(400);
  const { error } = (await answer.json()) as { error: { data: { domainError: object } } };
  expect(error.data.domainError).toMatchObject({
    type: 'InvalidInput',
    fields: expect.arrayContaining([expect.objectContaining({ path: 'name' })]),
  });
});

it.each(['\u200b', '\u3164\u2800', ' \u2060 '])(
  'a reason in which nothing is seen is none: %j',
  async (reason) => {
    const refused = await refusalOf('escort.endEarly', { reason });
    expect(refused).toMatchObject({ status: 404 });
    const { accountId } = (await (await api.query('auth.me', {}, 'family')).json()).result.data;
    const sanction = { accountId, measure: { kind: 'warned' }, cause: 'other', reason };
    const answer = await api.mutate('people.sanction', sanction, 'admin');
    expect(await answer.json()).toMatchObject({
      error: { data: { domainError: { type: 'WordsRequired' } } },
    });
  },
);

it.each(['王秀兰', "O'Brien 2nd", 'ئۆركەش'])('%s is a name', async (name) => {
  expect((await api.mutate('patient.create', { name, details: {} }, 'family')).status).toBe(200);
});
