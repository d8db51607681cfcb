import { moneyFaults } from '@banzhen/cli/demo';
import { describe, expect, test } from 'vitest';

type Books = Parameters<typeof moneyFaults>[0];

const at = '2026-11-22T06:00:00.000Z';
const line = (kind: string, account: string, amountFen: number) => ({ kind, account, amountFen, at });

/** An order of 10,000 fen cancelled at 90 %: 9,000 back, 700 to the escort, 300 to the platform. */
const cancelled: Books = {
  money: {
    capturedFen: 10_000,
    refundRequestedFen: 9_000,
    refundedFen: 9_000,
    waivedFen: 0,
    keptFen: 1_000,
    balanceFen: 0,
  },
  ledger: [
    line('capture', 'psp_clearing:wechat', 10_000),
    line('capture', 'order_hold:1', -10_000),
    line('earnings', 'order_hold:1', 1_000),
    line('earnings', 'escort_pending:7', -700),
    line('earnings', 'commission_income', -300),
    line('refund-requested', 'order_hold:1', 9_000),
    line('refund-requested', 'refund_in_flight', -9_000),
  ],
};
const promise = { capturedFen: 10_000, refundedFen: 9_000, escortFen: 700, platformFen: 300, isShared: true };

describe('the money of an order against its promise', () => {
  test('what was promised is in order', () => {
    expect(moneyFaults(cancelled, promise)).toEqual([]);
  });

  test.each([
    ['another refund was promised', cancelled, { ...promise, refundedFen: 10_000 }, /refunded is 9000/],
    ['another pay was promised', cancelled, { ...promise, escortFen: 701 }, /escort's pay is 700/],
    [
      'captured twice',
      { ...cancelled, money: { ...cancelled.money, capturedFen: 20_000 } },
      promise,
      /captured is 20000/,
    ],
    [
      'a refund still on its way',
      { ...cancelled, money: { ...cancelled.money, refundedFen: 0 } },
      promise,
      /refund on its way is 9000/,
    ],
    [
      'a line is missing',
      { ...cancelled, ledger: cancelled.ledger.slice(0, -1) },
      promise,
      /sum of the ledger lines/,
    ],
    [
      'a whole posting is missing',
      { ...cancelled, ledger: cancelled.ledger.slice(0, -2) },
      promise,
      /the hold of the order is -9000/,
    ],
    [
      'a posting is doubled',
      { ...cancelled, ledger: [...cancelled.ledger, ...cancelled.ledger.slice(2, 5)] },
      promise,
      /escort's pay is 1400/,
    ],
  ] as const)('control: %s', (_name, books, promised, fault) => {
    expect(moneyFaults(books, promised).join('; ')).toMatch(fault);
  });

  test('control: nothing was shared', () => {
    const kept = {
      ...cancelled,
      ledger: [],
      money: { ...cancelled.money, capturedFen: 0, refundRequestedFen: 0, refundedFen: 0 },
    };
    expect(moneyFaults(kept, { capturedFen: 0, isShared: true })).toEqual([
      'the fee was not shared between family, escort and platform',
    ]);
    expect(moneyFaults(kept, { capturedFen: 0, refundedFen: 0 })).toEqual([]);
  });
});
