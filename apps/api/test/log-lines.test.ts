import { procedures } from '@banzhen/api/inventory';
import { makeLog } from '@banzhen/platform';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Caller, type OpenApi, openApi, people } from './open-api.js';

const written: string[] = [];
/** Texts that stand for what people write, each in a form that something might let through. */
const canaries = [
  'Canarienvogel',
  '金丝雀先生',
  '13800138000',
  '11010519491231002X',
  '6222020000000000000',
  'canary@example.com',
  '金丝雀路 1 号\n{"msg":"forged"}',
];
const anyCanary = fc.constantFrom(...canaries);
const PATTERNS =
  /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?![\dXx])|(?<!\d)\d{16,19}(?!\d)|Bearer \S|canar|Canar|金丝雀|forged/;

let api: OpenApi;
beforeAll(async () => {
  api = await openApi({ RATE_LIMIT_SCALE: '1000' }, makeLog({ write: (line) => void written.push(line) }));
  await api.platform.startBackground();
}, 240_000);
afterAll(() => api.close());

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** An input in which every text is a canary; of other fields as many are right as wrong. */
const withCanaries = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map((one) => withCanaries(one as JsonSchema)));
  if (schema.enum !== undefined) return fc.oneof(fc.constantFrom<unknown>(...schema.enum), anyCanary);
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {});
    return fc.record(
      Object.fromEntries(fields.map(([name, part]) => [name, withCanaries(part as JsonSchema)])),
      {
        noNullPrototype: true,
      },
    );
  }
  if (schema.type === 'array') return fc.array(anyCanary, { maxLength: 3 });
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.oneof(fc.constantFrom<unknown>(1, 13_800_138_000), anyCanary);
  if (schema.type === 'boolean') return fc.oneof(fc.boolean(), anyCanary);
  if (schema.format === 'uuid')
    return fc.oneof(fc.constantFrom<unknown>(people.family, people.escort), anyCanary);
  if (schema.format === 'date-time') return fc.oneof(fc.constant(new Date().toISOString()), anyCanary);
  return anyCanary;
};

const callers: readonly Caller[] = [undefined, ...(Object.keys(people) as Exclude<Caller, undefined>[])];

describe('PR1: what people write', () => {
  it('is in no line of the log, whatever is sent to every procedure by everybody', async () => {
    for (const { name, kind, input } of procedures()) {
      if (kind === 'subscription') continue;
      const schema = input
        ? withCanaries(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }))
        : anyCanary;
      for (const [no, given] of fc.sample(schema, callers.length).entries()) {
        const caller = callers[no];
        await (kind === 'query' ? api.query(name, given, caller) : api.mutate(name, given, caller));
      }
    }
    expect(written.filter((line) => PATTERNS.test(line))).toEqual([]);
  }, 240_000);

  it('is in no line when it stands in an address or a header, or breaks something', async () => {
    const text = canaries.map(encodeURIComponent).join(',');
    await api.request(`/trpc/${text}?input=${text}&batch=1`);
    await api.request(`/${text}`, { method: 'POST', body: canaries.join() });
    await api.request('/trpc/auth.me', {
      headers: {
        authorization: 'Bearer 13800138000',
        cookie: 'banzhen_session=canary',
        'user-agent': 'canary',
      },
    });
    await api.request('/sandbox/pay/13800138000', { method: 'POST', body: 'act=canary' });
    const { receiveCallback } = api.platform;
    Reflect.set(api.platform, 'receiveCallback', () => {
      throw Object.assign(new Error(canaries.join()), { code: '23505', constraint: canaries.join() });
    });
    const broken = await api.request('/callbacks/wechat', { method: 'POST', body: '{}' });
    Reflect.set(api.platform, 'receiveCallback', receiveCallback);
    expect(broken.status).toBe(500);
    expect(written.some((line) => line.includes('request.failed'))).toBe(true);
    expect(written.filter((line) => PATTERNS.test(line))).toEqual([]);
  });

  it('would be seen: the control', () => {
    for (const canary of canaries) expect(PATTERNS.test(canary)).toBe(true);
  });
});
