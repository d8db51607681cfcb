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
