import {
  capturePosting,
  type Entry,
  earningsPosting,
  escortCompensationPosting,
  familyCompensationPosting,
  type LedgerAccount,
  type Posting,
  refundRequestedPosting,
  refundSucceededPosting,
  unplacedCapturePosting,
} from '@banzhen/domain/ledger';
import { idFrom, type OrderId, type PaymentId, type RefundId } from '@banzhen/domain/shared/ids';
import { fen, splitMoney, sumMoney } from '@banzhen/domain/shared/money';
import { aFamily, anEscort, anotherEscort } from '@banzhen/domain/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const orderId = idFrom<OrderId>('01900000-00a2-7000-8000-000000000001');
const paymentId = idFrom<PaymentId>('01900000-00a1-7000-8000-000000000001');
const refundId = idFrom<RefundId>('01900000-00a3-7000-8000-000000000001');
const amount = fc.integer({ min: 0, max: 9_000_000_00 }).map(fen);
const balances = (postings: readonly Posting[]): Readonly<Record<string, number>> => {
  const sums = new Map<LedgerAccount, number>();
  for (const { account, amountFen } of postings.flatMap(({ entries }): readonly Entry[] => entries))
    sums.set(account, (sums.get(account) ?? 0) + amountFen);
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0));
};
const earned = (of: ReturnType<typeof fen>) => {
  const [first, second, commission, tax] = splitMoney(of, [4000, 3900, 2000, 100]);
  return {
    shares: [
      { escortId: anEscort().id, amountFen: first ?? fen(0) },
      { escortId: anotherEscort().id, amountFen: second ?? fen(0) },
    ],
    commissionFen: commission ?? fen(0),
    taxFen: tax ?? fen(0),
  };
};

describe('postings', () => {
  const every = (of: ReturnType<typeof fen>): readonly Posting[] => [
    capturePosting(orderId, { paymentId, channel: 'wechat', amountFen: of }),
    unplacedCapturePosting(orderId, { paymentId, channel: 'alipay', amountFen: of }),
    refundRequestedPosting(orderId, refundId, of, 'order'),
    refundRequestedPosting(orderId, refundId, of, 'suspense'),
    refundSucceededPosting(orderId, refundId, 'wechat', of),
    earningsPosting(orderId, earned(of)),
    earningsPosting(orderId, earned(of), 'overdue'),
    familyCompensationPosting(orderId, aFamily().accountId, of),
    escortCompensationPosting(orderId, { escortId: anEscort().id, amountFen: of }),
  ];

  test('sum to zero, for every amount, and leave empty entries out', () => {
    fc.assert(
      fc.property(amount, (of) => {
        for (const { entries, kind } of every(of)) {
          expect(sumMoney(entries.map(({ amountFen }) => amountFen)), kind).toBe(0);
          expect(entries.every(({ amountFen }) => amountFen !== 0)).toBe(true);
        }
      }),
    );
  });

  test('of the same fact have the same key, of other facts another', () => {
    expect(every(fen(1)).map(({ businessKey }) => businessKey)).toEqual([
      `capture:${paymentId}`,
      `capture:${paymentId}`,
      `refund-requested:${refundId}`,
      `refund-requested:${refundId}`,
      `refund-succeeded:${refundId}`,
      `earnings:${orderId}`,
      `earnings:${orderId}:overdue`,
      `family-compensation:${orderId}`,
      `escort-compensation:${orderId}:${anEscort().id}`,
    ]);
  });
});

describe('the books of a visit', () => {
  test('hold nothing for it any more once it is finished', () => {
    fc.assert(
      fc.property(amount, (paid) => {
        const books = balances([
          capturePosting(orderId, { paymentId, channel: 'wechat', amountFen: paid }),
          earningsPosting(orderId, earned(paid)),
        ]);
        expect(books[`order_hold:${orderId}`]).toBeUndefined();
        expect(books['psp_clearing:wechat'] ?? 0).toBe(Number(paid));
        expect(Object.values(books).reduce((sum, one) => sum + one, 0)).toBe(0);
      }),
    );
  });

  test('are empty after a full refund, of an order or of a success that none took', () => {
    const paid = { paymentId, channel: 'wechat', amountFen: fen(199_00) };
    const gone = refundSucceededPosting(orderId, refundId, 'wechat', fen(199_00));
    expect(
      balances([
        capturePosting(orderId, paid),
        refundRequestedPosting(orderId, refundId, fen(199_00), 'order'),
        gone,
      ]),
    ).toEqual({});
    expect(
      balances([
        unplacedCapturePosting(orderId, paid),
        refundRequestedPosting(orderId, refundId, fen(199_00), 'suspense'),
        gone,
      ]),
    ).toEqual({});
  });
});
