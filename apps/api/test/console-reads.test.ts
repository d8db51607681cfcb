import type {
  BoardDto,
  EndingPreviewDto,
  LedgerPostingsDto,
  MeDto,
  OrderDetailDto,
  PaymentDto,
  TrialBalanceDto,
} from '@banzhen/contracts';
import { idFrom, type PaymentId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { askingAsPlatform } from '@banzhen/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type OpenApi, openApi } from './open-api.js';

let api: OpenApi;

const families = [
  { caller: 'family', patientId: '01900004-0000-7000-8000-000000000001' },
  { caller: 'otherFamily', patientId: '01900004-0000-7000-8000-000000000003' },
] as const;

/** Books a visit so many days ahead; the provider's word that it is paid is given by hand. */
const book = async (daysAhead: number, family: (typeof families)[number], isPaid: boolean) => {
  const { caller, patientId } = family;
  const act = async <T>(path: string, input: object) =>
    ((await (await api.mutate(path, input, caller)).json()) as { result: { data: T } }).result.data;
  const hours = (ahead: number) => new Date(Date.now() + ahead * 3_600_000).toISOString();
  const { quoteId } = await act<{ quoteId: string }>('family.quote', {
    patientId,
    hospitalId: '01900002-0000-7000-8000-000000000001',
    serviceCode: 'escort-half-day',
    startsAt: hours(daysAhead * 24),
    endsAt: hours(daysAhead * 24 + 4),
  });
  const command = { quoteId, consentedScopeVersion: 1, idempotencyKey: `console-${quoteId}` };
  const { orderId } = await act<{ orderId: string }>('family.create', command);
  if (!isPaid) return;
  const paying = { orderId, channel: 'wechat' };
  const { paymentId, amountFen } = await act<PaymentDto>('family.pay', paying);
  const state = { state: 'SUCCESS', amountFen: fen(amountFen), providerRef: `ref-${paymentId}` } as const;
  await askingAsPlatform(() =>
    api.platform.visits.recordPayment({ paymentId: idFrom<PaymentId>(paymentId), state }),
  );
};

beforeAll(async () => {
  api = await openApi();
  const [first, second] = families;
  for (const daysAhead of [2, 4]) await book(daysAhead, first, true);
  await book(3, second, true);
  await book(6, second, false);
}, 60_000);
afterAll(() => api.close());

const ask = async <T>(path: string, input: object, caller: Caller): Promise<T> => {
  const answer = (await (await api.query(path, input, caller)).json()) as {
    result?: { data: T };
    error?: { data: { domainError: unknown } };
  };
  if (!answer.result) throw new Error(JSON.stringify(answer.error?.data.domainError));
  return answer.result.data;
};
const statusOf = async (path: string, input: object, caller: Caller) =>
  (await api.query(path, input, caller)).status;
const search = (input: object) => ask<BoardDto>('dispatch.search', input, 'dispatcher');

describe('who one is', () => {
  it('comes with what one may do', async () => {
    const [dispatcher, finance] = [
      await ask<MeDto>('auth.me', {}, 'dispatcher'),
      await ask<MeDto>('auth.me', {}, 'finance'),
    ];
    expect(dispatcher.permissions).toContain('shift.offer');
    expect(finance.permissions).toContain('ledger.read');
    expect(finance.permissions).not.toContain('shift.offer');
  });
});

describe('the search', () => {
  it('finds by the beginning of a number, with or without its letters, and by a part of a name', async () => {
    const all = (await search({})).rows;
    expect(all.length).toBeGreaterThan(3);
    const wanted = all[1];
    const number = wanted?.orderNo ?? '';
    for (const text of [number, number.slice(2), number.slice(2, 14), number.toLowerCase()])
      expect((await search({ text })).rows.map(({ orderId }) => orderId)).toContain(wanted?.orderId);
    expect((await search({ text: number })).rows).toHaveLength(1);
    expect((await search({ text: 'BZ0000' })).rows).toEqual([]);
    const part = wanted?.patientName.slice(1) ?? '';
    const byName = (await search({ text: part })).rows;
    expect(byName.length).toBeGreaterThan(0);
    expect(byName.every(({ patientName }) => patientName.includes(part))).toBe(true);
  });

  it('takes wildcards as letters, goes on where it stopped, and keeps to the states asked for', async () => {
    expect((await search({ text: '%' })).rows).toEqual([]);
    const first = await search({ limit: 2 });
    const second = await search({ limit: 2, cursor: first.nextCursor });
    expect(new Set([...first.rows, ...second.rows].map(({ orderId }) => orderId)).size).toBe(4);
    const unpaid = await search({ statuses: ['PENDING_PAYMENT'] });
    expect(unpaid.rows.map(({ status }) => status)).toEqual(['PENDING_PAYMENT']);
  });

  it('is for staff', async () => {
    expect(await statusOf('dispatch.search', {}, 'family')).toBe(403);
    expect(await statusOf('dispatch.search', {}, 'finance')).toBe(200);
  });
});

describe('an order in search', () => {
  it('tells when it cancels itself, before it starts, and when the hall opens', async () => {
    const { rows } = await search({ statuses: ['PAID', 'ASSIGNED'] });
    expect(rows.length).toBeGreaterThan(0);
    for (const { giveUpAt, startsAt } of rows)
      expect(Date.parse(giveUpAt ?? '')).toBeLessThan(Date.parse(startsAt));
    const open = rows.filter(({ shifts }) => shifts.some(({ cover }) => cover === 'open'));
    for (const { hall } of open) expect(hall).toMatchObject({ isOpen: expect.any(Boolean) });
    const [unpaid] = (await search({ statuses: ['PENDING_PAYMENT'] })).rows;
    expect(unpaid).not.toHaveProperty('giveUpAt');
    expect(unpaid).not.toHaveProperty('hall');
  });

  it('can be given up with a split that is told before, to dispatchers only', async () => {
    const [row] = (await search({ statuses: ['PAID', 'ASSIGNED'] })).rows;
    const asked = { orderId: row?.orderId, ending: 'unmatched' };
    const preview = await ask<EndingPreviewDto>('dispatch.previewEnding', asked, 'dispatcher');
    expect(preview).toMatchObject({ refundFen: row?.totalFen, escortFen: 0, platformFen: 0, taxFen: 0 });
    expect(await statusOf('dispatch.previewEnding', asked, 'finance')).toBe(404);
  });
});

describe('the ledger', () => {
  it('shows postings with names and numbers, filtered, to finance', async () => {
    const all = await ask<LedgerPostingsDto>('dispatch.ledgerPostings', {}, 'finance');
    const [capture] = all.rows.filter(({ kind }) => kind === 'capture');
    if (capture?.about.kind !== 'order') throw new Error('a capture is about an order');
    const { orderId, orderNo } = capture.about;
    const hold = capture.entries.find(({ account }) => account.startsWith('order_hold:'));
    expect(hold?.name).toBe(orderNo);
    const ofOrder = await ask<LedgerPostingsDto>('dispatch.ledgerPostings', { orderNo }, 'finance');
    for (const { about } of ofOrder.rows) expect(about).toEqual({ kind: 'order', orderId, orderNo });
    expect(ofOrder.rows.length).toBeGreaterThan(0);
    const later = { from: '2099-01-01T00:00:00Z' };
    expect((await ask<LedgerPostingsDto>('dispatch.ledgerPostings', later, 'finance')).rows).toEqual([]);
    const order = await ask<OrderDetailDto>('dispatch.order', { orderId }, 'finance');
    expect(order.ledger.find(({ account }) => account === hold?.account)?.name).toBe(orderNo);
    expect(await statusOf('dispatch.ledgerPostings', {}, 'family')).toBe(403);
  });

  it('puts what orders hold into one line, and still sums to zero', async () => {
    const { accounts, sumFen } = await ask<TrialBalanceDto>('dispatch.trialBalance', {}, 'finance');
    expect(accounts.filter(({ account }) => account.startsWith('order_hold'))).toEqual([
      { account: 'order_hold', balanceFen: expect.any(Number), orders: 3 },
    ]);
    expect([sumFen, accounts.reduce((sum, { balanceFen }) => sum + balanceFen, 0)]).toEqual([0, 0]);
  });
});
