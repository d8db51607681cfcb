import type { ConversationCountDto, ConversationPageDto, ReportedMessagesDto } from '@banzhen/contracts';
import type { Person } from '@banzhen/domain/shared/actor';
import { idFrom, type PaymentId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { must } from '@banzhen/domain/testing';
import { askingAs, askingAsPlatform } from '@banzhen/platform';
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
  readonly data: unknown;
  readonly refusal: unknown;
};
const told = async (answer: Response): Promise<Told> => {
  const body = (await answer.json()) as Told['body'] & {
    result?: { data: unknown };
    error?: { data: { domainError: unknown } };
  };
  return { status: answer.status, body, data: body.result?.data, refusal: body.error?.data.domainError };
};
const personOf = async (caller: NonNullable<Caller>): Promise<Person> => {
  const person = await api.platform.identity.identify(await api.signInAs(people[caller]));
  if (!person) throw new Error(`${caller} is not signed in`);
  return person;
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

describe('reported messages', () => {
  const reports = async (input: object = {}, caller: Caller = 'dispatcher') =>
    told(await api.query('conversation.reports', input, caller));
  const rowsIn = async (input: object = {}) => (await reports(input)).data as ReportedMessagesDto;
  const asOne = async (path: string, input: object, caller: Caller = 'dispatcher') =>
    told(await api.mutate(`conversation.${path}`, { orderId, ...input }, caller));
  const closing = {
    ...{ seq: 1, outcome: 'upheld', note: '查看原文，确有引导站外', expectedVersion: 1 },
    idempotencyKey: 'talk-test-close',
  };

  it('are listed for the desk by place and cause, the oldest first, page by page, without a word of them', async () => {
    expect((await asOne('report', { seq: 2, cause: 'insult' }, 'otherFamily')).status).toBe(200);
    const whole = await rowsIn();
    expect(whole).toEqual({
      rows: [
        {
          ...{ orderId, orderNo: expect.stringMatching(/^BZ/), cityCode: '110000', seq: 1, side: 'family' },
          ...{ saidAt: expect.any(String), status: 'open', since: expect.any(String), version: 1 },
          ...{ causes: ['off-platform'], reports: 1 },
        },
        expect.objectContaining({ seq: 2, side: 'escort', causes: ['insult'] }),
      ],
    });
    expect(JSON.stringify(whole)).not.toMatch(/青霉素|家属/);
    const first = await rowsIn({ limit: 1 });
    const second = await rowsIn({ limit: 1, cursor: first.nextCursor });
    expect([...first.rows, ...second.rows]).toEqual(whole.rows);
    expect(second).not.toHaveProperty('nextCursor');
    const [yearless, short] = ['0000', '2030'].map((year) => `open/${year}-01-01T00:00:00.000Z/${orderId}`);
    for (const cursor of ['open', short, `${yearless}/1`, `x${first.nextCursor}`])
      expect((await reports({ cursor })).refusal).toMatchObject({ type: 'InvalidInput' });
    for (const stranger of ['family', 'otherFamily', 'escort', 'finance', 'quality', 'auditor'] as const)
      expect((await reports({}, stranger)).status).toBe(403);
  });

  it('are closed by the desk once, with the words of the refusal in both languages', async () => {
    const short = await asOne('closeReport', { ...closing, note: '是' });
    expect(short).toMatchObject({ status: 400, refusal: { type: 'WordsRequired' } });
    expect(await asOne('closeReport', closing, 'otherFamily')).toMatchObject({ status: 404 });
    const { messages } = (await list('', 'escort of the order')).body as unknown as ConversationPageDto;
    expect(messages[0]).toMatchObject({ text: TEXT, isHidden: false, ownReport: 'open' });
    const closed = await asOne('closeReport', closing);
    expect(closed.data).toEqual({ orderId, seq: 1, outcome: 'upheld', at: expect.any(String) });
    expect((await asOne('closeReport', closing)).data).toEqual(closed.data);
    expect(await asOne('closeReport', { ...closing, idempotencyKey: 'talk-test-other' })).toMatchObject({
      status: 409,
      refusal: { type: 'StaleVersion', currentVersion: 2 },
    });
    const late = { ...closing, seq: 3, idempotencyKey: 'talk-test-none' };
    expect(await asOne('closeReport', late)).toMatchObject({
      status: 409,
      refusal: { type: 'NoOpenReport', zh: expect.stringContaining('举报'), en: expect.any(String) },
    });
    const after = (await list('', 'escort of the order')).body as unknown as ConversationPageDto;
    expect(after.messages[0]).toMatchObject({ text: '', isHidden: true, ownReport: 'looked-at' });
    expect((await list()).body).toMatchObject({ messages: [{ text: TEXT, isHidden: true }, {}, {}] });
    expect((await rowsIn()).rows.map(({ seq, status }) => [seq, status])).toEqual([
      [2, 'open'],
      [1, 'upheld'],
    ]);
    expect((await rowsIn({ state: 'closed' })).rows.map(({ seq }) => seq)).toEqual([1]);
    expect((await rowsIn({ state: 'open' })).rows.map(({ seq }) => seq)).toEqual([2]);
    const [past] = (await rowsIn({ limit: 1 })).rows;
    expect(past?.status).toBe('open');
    const audit = { operation: 'conversation.close-report', limit: 10 };
    expect(JSON.stringify(await dataOf(api.query('audit.page', audit, 'auditor')))).not.toMatch(/站外/);
    expect(JSON.stringify(api.logged)).not.toMatch(/站外/);
  });

  it('of whom a role of another city speaks are not listed', async () => {
    const actor = await personOf('dispatcher');
    const roleScopes = [{ role: 'dispatcher', cityCode: '310000' }] as const;
    const elsewhere: Person = { ...actor, roleScopes };
    const { reads } = api.platform;
    const listed = (who: Person) => askingAs(who, () => reads.reportedMessages(who, { limit: 10 }));
    expect(must(await listed(actor)).rows).toHaveLength(2);
    // Seen red while the list asked for the tenant alone.
    expect(must(await listed(elsewhere)).rows).toEqual([]);
  });
});

describe('the copy of what is kept about somebody', () => {
  const origin = { network: 'unknown', device: '' };
  const copyOf = async (given: Person) => {
    const actor = { ...given, steppedUpAt: new Date() };
    const page = must(await askingAs(actor, () => api.platform.copies.page(actor, origin, undefined)));
    return page.person?.messages.map(({ side, text }) => [side, text]);
  };

  it('has what they have said themselves, hidden or not, and nothing that others said', async () => {
    const escort = await api.platform.identity.identify((asEscort.authorization ?? '').slice(7));
    if (!escort) throw new Error('the escort is signed in');
    expect(await copyOf(await personOf('otherFamily'))).toEqual([['family', TEXT]]);
    // Seen red while whole conversations were copied.
    expect(await copyOf(escort)).toEqual([['escort', '好的，我会提醒青霉素的事']]);
    expect(await copyOf(await personOf('dispatcher'))).toEqual([]);
  });
});
