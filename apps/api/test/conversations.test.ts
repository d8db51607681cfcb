import type { ConversationCountDto, ConversationPageDto } from '@banzhen/contracts';
import { idFrom, type PaymentId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { askingAsPlatform } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type OpenApi, openApi, people } from './open-api.js';

const TEXT = '她对青霉素过敏，请提醒医生';

let api: OpenApi;
let orderId: string;
type Talker = NonNullable<Caller> | 'escort of the order' | 'another escort' | 'nobody';
type Headers = Readonly<Record<string, string>>;
let asEscort: Headers;
let asAnotherEscort: Headers;

const dataOf = async <T>(answer: Promise<Response>): Promise<T> =>
  ((await (await answer).json()) as { result: { data: T } }).result.data;
const headersOf = async (caller: Talker): Promise<Readonly<Record<string, string>>> => {
  if (caller === 'escort of the order') return asEscort;
  if (caller === 'another escort') return asAnotherEscort;
  return caller === 'nobody' ? {} : { authorization: `Bearer ${await api.signInAs(people[caller])}` };
};
type Told = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly refusal: unknown;
};
const told = async (answer: Response): Promise<Told> => {
  const body = (await answer.json()) as Told['body'] & { error?: { data: { domainError: unknown } } };
  return { status: answer.status, body, refusal: body.error?.data.domainError };
};
const send = async (input: object, caller: Talker = 'otherFamily') =>
  told(
    await api.request('/api/message/send', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await headersOf(caller)) },
      body: JSON.stringify({ orderId, ...input }),
    }),
  );
const list = async (query = '', caller: Talker = 'otherFamily') =>
  told(
    await api.request(`/api/message/list?orderId=${orderId}${query}`, { headers: await headersOf(caller) }),
  );

type Shown = { readonly shifts: readonly { readonly offerId?: string; readonly escortName?: string }[] };

/** A visit that is paid and offered to an escort. */
const offered = async () => {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const input = {
    patientId: '01900004-0000-7000-8000-000000000003',
    hospitalId: '01900002-0000-7000-8000-000000000001',
    serviceCode: 'escort-half-day',
    startsAt: at(400),
    endsAt: at(404),
  };
  const { quoteId } = await dataOf<{ quoteId: string }>(api.mutate('family.quote', input, 'otherFamily'));
  const command = { quoteId, consentedScopeVersion: 1, idempotencyKey: 'talk-test-order' };
  ({ orderId } = await dataOf<{ orderId: string }>(api.mutate('family.create', command, 'otherFamily')));
  const pay = api.mutate('family.pay', { orderId, channel: 'wechat' }, 'otherFamily');
  const payment = await dataOf<{ paymentId: string; amountFen: number }>(pay);
  const state = { state: 'SUCCESS', providerRef: 'talk-test', amountFen: fen(payment.amountFen) } as const;
  await askingAsPlatform(() =>
    api.platform.visits.recordPayment({ paymentId: idFrom<PaymentId>(payment.paymentId), state }),
  );
  for (;;) {
    const { shifts } = await dataOf<Shown>(api.query('dispatch.order', { orderId }, 'dispatcher'));
    const found = shifts.find(({ offerId }) => offerId);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

beforeAll(async () => {
  api = await openApi({ DEMO_ORDERS: 'off' });
  await api.platform.startBackground();
  const { offerId, escortName } = await offered();
  const everybody = await dataOf<readonly { accountId: string; name: string; roles: readonly string[] }[]>(
    api.query('demo.people', {}),
  );
  const escort = everybody.find(({ name }) => name === escortName);
  const another = everybody.find(
    ({ accountId, roles }) => roles.includes('escort') && accountId !== escort?.accountId,
  );
  const headersFor = async (accountId = ''): Promise<Headers> => ({
    authorization: `Bearer ${await api.signInAs(accountId)}`,
  });
  asEscort = await headersFor(escort?.accountId);
  asAnotherEscort = await headersFor(another?.accountId);
  expect((await send({ text: TEXT })).refusal).toMatchObject({ type: 'ConversationNotOpen' });
  expect((await send({ text: TEXT }, 'escort of the order')).status).toBe(404);
  const accepted = await api.request('/trpc/escort.accept', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...asEscort },
    body: JSON.stringify({ orderId, offerId }),
  });
  expect(accepted.status).toBe(200);
}, 60_000);
afterAll(() => api.close());

describe('messages by plain REST (B24, B87)', () => {
  it('are sent to the order, once for a key, and listed for whoever takes part', async () => {
    const sent = await send({ text: ` ${TEXT} `, idempotencyKey: 'talk-test-first' });
    expect(sent).toMatchObject({
      status: 200,
      body: { messageId: expect.any(String), seq: 1, at: expect.any(String) },
    });
    expect((await send({ text: TEXT, idempotencyKey: 'talk-test-first' })).body).toEqual(sent.body);
    const other = await send({ text: '别的话', idempotencyKey: 'talk-test-first' });
    expect(other).toMatchObject({ status: 422, refusal: { type: 'KeyReused' } });
    expect((await list('', 'escort of the order')).body).toMatchObject({
      lastSeq: 1,
      unread: 1,
      isWritable: true,
      messages: [{ seq: 1, side: 'family', isOwn: false, text: TEXT, reported: [] }],
    });
    expect((await list('&after=1&limit=1')).body).toMatchObject({ messages: [], lastSeq: 1 });
  });

  it('name nobody as their recipient, and are nobody else’s', async () => {
    expect((await send({ text: '您好', to: people.family })).refusal).toMatchObject({ type: 'InvalidInput' });
    for (const stranger of ['family', 'dispatcher', 'another escort', 'finance'] as const) {
      expect(await send({ text: '您好' }, stranger)).toMatchObject({
        status: 404,
        refusal: { type: 'NotFound' },
      });
      expect(await list('', stranger)).toMatchObject({ status: 404, refusal: { type: 'NotFound' } });
    }
    expect((await send({ text: '您好' }, 'nobody')).status).toBe(401);
    expect((await list('', 'nobody')).status).toBe(401);
  });

  it('lead nowhere else, and are text for now: the refusal says in both languages what to do', async () => {
    expect(await send({ text: '加微信 lisi_888' })).toMatchObject({
      status: 400,
      refusal: {
        type: 'ContactNotAllowed',
        found: 'handle',
        zh: expect.stringContaining('平台'),
        en: expect.any(String),
      },
    });
    expect(await send({ text: '你'.repeat(1001) })).toMatchObject({
      status: 400,
      refusal: { type: 'MessageTextUnfit', why: 'too-long', longest: 1000 },
    });
    for (const kind of ['voice', 'image'])
      expect(await send({ kind })).toMatchObject({
        status: 501,
        refusal: { type: 'NotYetAvailable', needs: 'media-storage' },
      });
  });

  it('are told of live by their place, without a word of them, and stand in no log', async () => {
    const stop = new AbortController();
    const input = encodeURIComponent(JSON.stringify({ orderId }));
    const stream = await api.request(`/trpc/live.orders?input=${input}`, {
      headers: { ...(await headersOf('otherFamily')), accept: 'text/event-stream' },
      signal: stop.signal,
    });
    const reader = stream.body?.getReader();
    if (!reader) throw new Error('no body');
    const decoder = new TextDecoder();
    let seen = '';
    const until = async (pattern: RegExp) => {
      while (!pattern.test(seen)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended: ${seen}`);
        seen += decoder.decode(value);
      }
    };
    await until(/connected/);
    const { body } = await send({ text: '好的，我会提醒青霉素的事' }, 'escort of the order');
    await until(new RegExp(`"type":"MessageSent","version":${body.seq}`));
    stop.abort();
    expect(seen).not.toContain('青霉素');
    expect(JSON.stringify(api.logged)).not.toContain('青霉素');
  });
});

describe('the desk', () => {
  it('counts, reads with a reason, answers, and sees what was reported', async () => {
    const of = <T>(path: string, input: object) =>
      dataOf<T>(api.mutate(path, { orderId, ...input }, 'dispatcher'));
    const cause = { orderId, seq: 1, cause: 'off-platform' };
    const reported = await api.request('/trpc/conversation.report', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...asEscort },
      body: JSON.stringify(cause),
    });
    expect(reported.status).toBe(200);
    const count = await dataOf<ConversationCountDto>(
      api.query('conversation.count', { orderId }, 'dispatcher'),
    );
    expect(count).toMatchObject({ reported: 1, isWritable: true });
    expect(count.unread).toBe(count.lastSeq);
    expect((await api.mutate('conversation.reveal', { orderId, reason: '看' }, 'dispatcher')).status).toBe(
      400,
    );
    const page = await of<ConversationPageDto>('conversation.reveal', { reason: '陪诊员举报了一条消息' });
    expect(page.messages[0]).toMatchObject({ text: TEXT, reported: ['off-platform'] });
    expect(page.unread).toBe(0);
    const { seq } = await of<{ seq: number }>('conversation.answer', { text: '我们已经看到，会跟进' });
    const { messages } = (await list()).body as unknown as ConversationPageDto;
    expect(messages.at(-1)).toMatchObject({ seq, side: 'desk', isOwn: false, reported: [] });
    const audit = await dataOf<object>(
      api.query('audit.page', { operation: 'conversation.reveal', limit: 10 }, 'auditor'),
    );
    expect(JSON.stringify(audit)).toContain(orderId);
    expect(JSON.stringify(audit)).not.toMatch(/青霉素|举报/);
  });
});
