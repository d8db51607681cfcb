import { idFrom, type PaymentId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { askingAsPlatform } from '@banzhen/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenApi, openApi, people } from './open-api.js';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
  await api.platform.startBackground();
}, 60_000);
afterAll(() => api.close());

const until = async (reader: ReadableStreamDefaultReader<Uint8Array>, pattern: RegExp): Promise<string> => {
  const decoder = new TextDecoder();
  for (let text = ''; ; ) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the stream ended: ${text}`);
    text += decoder.decode(value);
    if (pattern.test(text)) return text;
  }
};

/** What a query or a mutation answered. */
const dataOf = async <T>(answer: Promise<Response>): Promise<T> =>
  ((await (await answer).json()) as { result: { data: T } }).result.data;

/** A visit that begins in so many hours, booked by a family. */
const book = async (hours: number): Promise<string> => {
  const at = (later: number) => new Date(Date.now() + (hours + later) * 3_600_000).toISOString();
  const input = {
    patientId: '01900004-0000-7000-8000-000000000003',
    hospitalId: '01900002-0000-7000-8000-000000000001',
    serviceCode: 'escort-half-day',
    startsAt: at(0),
    endsAt: at(4),
  };
  const { quoteId } = await dataOf<{ quoteId: string }>(api.mutate('family.quote', input, 'otherFamily'));
  const command = { quoteId, consentedScopeVersion: 1, idempotencyKey: `live-test-${hours}` };
  return (await dataOf<{ orderId: string }>(api.mutate('family.create', command, 'otherFamily'))).orderId;
};

it('tells a dispatcher of a change without being asked again', async () => {
  const stop = new AbortController();
  const stream = await api.request('/trpc/live.orders?input=%7B%7D', {
    headers: {
      authorization: `Bearer ${await api.signInAs(people.dispatcher)}`,
      accept: 'text/event-stream',
      // What a browser sends when it connects again.
      'last-event-id': 'seen-before',
    },
    signal: stop.signal,
  });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const reader = stream.body?.getReader();
  if (!reader) throw new Error('no body');
  await until(reader, /connected/);

  await book(300);
  expect(await until(reader, /OrderCreated/)).toContain('"type":"OrderCreated"');
  stop.abort();
});

it('refuses to follow what one may not see', async () => {
  const stranger = await api.request('/trpc/live.orders?input=%7B%7D', {
    headers: { authorization: `Bearer ${await api.signInAs(people.family)}` },
  });
  expect(await stranger.text()).toMatch(/NotAllowed|FORBIDDEN/);
});

type Shown = {
  readonly orderId: string;
  readonly shifts: readonly { readonly offerId?: string; readonly escortName?: string }[];
};

/** A visit whose payment has come, as soon as an escort is asked for it. */
const anOfferedOrder = async (): Promise<Shown> => {
  const orderId = await book(400);
  const pay = api.mutate('family.pay', { orderId, channel: 'wechat' }, 'otherFamily');
  const payment = await dataOf<{ paymentId: string; amountFen: number }>(pay);
  const paymentId = idFrom<PaymentId>(payment.paymentId);
  const state = { state: 'SUCCESS', providerRef: 'live-test', amountFen: fen(payment.amountFen) } as const;
  await askingAsPlatform(() => api.platform.visits.recordPayment({ paymentId, state }));
  for (;;) {
    const order = await dataOf<Shown>(api.query('dispatch.order', { orderId }, 'dispatcher'));
    if (order.shifts.some(({ offerId }) => offerId)) return order;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

it('ends with a refusal, and tells nothing more, when the reader has no part in the order any more', async () => {
  const { orderId, shifts } = await anOfferedOrder();
  const [offered] = shifts.filter(({ offerId }) => offerId);
  const family = await dataOf<Shown>(api.query('family.order', { orderId }, 'otherFamily'));
  expect(family.shifts).toEqual([expect.objectContaining({ cover: 'open' })]);
  expect(JSON.stringify(family)).not.toContain(String(offered?.escortName));
  const everybody = await dataOf<readonly { accountId: string; name: string }[]>(
    api.query('demo.people', {}),
  );
  const escort = everybody.find(({ name }) => name === offered?.escortName);
  const stream = await api.request(
    `/trpc/live.orders?input=${encodeURIComponent(JSON.stringify({ orderId }))}`,
    {
      headers: {
        authorization: `Bearer ${await api.signInAs(escort?.accountId ?? '')}`,
        accept: 'text/event-stream',
      },
    },
  );
  const reader = stream.body?.getReader();
  if (!reader) throw new Error('no body');
  await until(reader, /connected/);
  const command = { orderId, offerId: offered?.offerId, reason: '换人' };
  expect((await api.mutate('dispatch.withdraw', command, 'dispatcher')).status).toBe(200);
  const last = await until(reader, /NotFound/);
  expect(last).toContain('serialized-error');
  expect(last).not.toContain('OfferWithdrawn');
  await expect(until(reader, /never/)).rejects.toThrow('the stream ended');
});
