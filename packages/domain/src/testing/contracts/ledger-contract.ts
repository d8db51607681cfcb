import { beforeEach, describe, expect, it } from 'vitest';
import {
  capturePosting,
  chargeOnAccountPosting,
  earningsPosting,
  type Posting,
  receivableOf,
  refundRequestedPosting,
  refundSucceededPosting,
  unplacedCapturePosting,
} from '../../ledger/index.js';
import { type AccountId, idFrom, type OrderId, type PaymentId, type RefundId } from '../../shared/ids.js';
import { fen, sumMoney } from '../../shared/money.js';
import { err } from '../../shared/result.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, openedVisits, type World } from './world.js';

const at = new Date('2030-01-07T02:00:00Z');
const channel = 'wechat';

export const ledgerContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`Ledger and LedgerBooks contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let world: World;
    let orderId: OrderId;
    beforeEach(async () => {
      world = await aWorld(opened());
      ({ id: orderId } = await world.addOrder('PAID'));
    });

    const post = (posting: Posting) => commit(opened(), (stores) => stores.ledger.post(posting, at));
    const aCapture = () =>
      capturePosting(orderId, { paymentId: idFrom<PaymentId>(freshId()), channel, amountFen: fen(199_00) });
    const earned = () => ({
      shares: [{ escortId: world.escortId, amountFen: fen(157_61) }],
      commissionFen: fen(39_80),
      taxFen: fen(1_59),
    });
    const balance = async (account: string) =>
      (await opened().books.trialBalance()).find((one) => one.account === account)?.balanceFen ?? 0;
    const ofOrder = async () =>
      (await opened().books.ofOrder(orderId)).toSorted((left, right) =>
        `${left.kind}${left.account}` < `${right.kind}${right.account}` ? -1 : 1,
      );

    it('books a posting on both sides, with its kind and time', async () => {
      expect(await post(aCapture())).toBe(true);
      expect(await balance(`order_hold:${orderId}`)).toBe(-199_00);
      expect(await ofOrder()).toEqual([
        { kind: 'capture', at, account: `order_hold:${orderId}`, amountFen: -199_00 },
        { kind: 'capture', at, account: 'psp_clearing:wechat', amountFen: 199_00 },
      ]);
    });

    it('tells every entry of an order, those that never touch its hold too, and none of another order', async () => {
      await post(aCapture());
      await post(earningsPosting(orderId, earned()));
      const unplaced = { paymentId: idFrom<PaymentId>(freshId()), channel, amountFen: fen(5) };
      await post(unplacedCapturePosting(orderId, unplaced));
      expect((await ofOrder()).map(({ account, amountFen }) => ({ account, amountFen }))).toEqual([
        { account: `order_hold:${orderId}`, amountFen: -199_00 },
        { account: 'psp_clearing:wechat', amountFen: 199_00 },
        { account: 'psp_clearing:wechat', amountFen: 5 },
        { account: 'suspense', amountFen: -5 },
        { account: 'commission_income', amountFen: -39_80 },
        { account: `escort_pending:${world.escortId}`, amountFen: -157_61 },
        { account: `order_hold:${orderId}`, amountFen: 199_00 },
        { account: 'tax_payable', amountFen: -1_59 },
      ]);
      expect(await balance(`order_hold:${orderId}`)).toBe(0);
      expect(await balance(`escort_pending:${world.escortId}`)).toBe(-157_61);
    });

    it('keeps the sum of all balances at zero', async () => {
      const refundId = idFrom<RefundId>(freshId());
      await post(aCapture());
      await post(refundRequestedPosting(orderId, refundId, fen(50_00), 'order'));
      await post(refundSucceededPosting(orderId, refundId, channel, fen(50_00)));
      const balances = await opened().books.trialBalance();
      expect(sumMoney(balances.map(({ balanceFen }) => balanceFen))).toBe(0);
      expect(new Set(balances.map(({ account }) => account)).size).toBe(balances.length);
      expect(await balance(`order_hold:${orderId}`)).toBe(-149_00);
    });

    it('books a business key once, whatever comes with it the second time', async () => {
      const capture = aCapture();
      expect(await post(capture)).toBe(true);
      expect(await post(capture)).toBe(false);
      expect(
        await post({
          ...refundRequestedPosting(orderId, idFrom(freshId()), fen(1), 'order'),
          businessKey: capture.businessKey,
        }),
      ).toBe(false);
      expect(await balance(`order_hold:${orderId}`)).toBe(-199_00);
    });

    it('books a business key once when it comes several times at once', async () => {
      const capture = aCapture();
      const answers = await Promise.all([1, 2, 3, 4].map(() => post(capture)));
      expect(answers.filter((isFirst) => isFirst)).toHaveLength(1);
      expect(await balance(`order_hold:${orderId}`)).toBe(-199_00);
    });

    it('charges a partner nothing beyond its limit, which is nothing until it is set', async () => {
      const accountId = idFrom<AccountId>(freshId());
      const posting = chargeOnAccountPosting(orderId, {
        ...{ id: idFrom<PaymentId>(freshId()), accountId, amountFen: fen(199_00) },
      });
      const charged = await opened().unitOfWork.run((stores) => stores.ledger.charge(posting, at));
      expect(charged).toEqual(err({ type: 'CreditExceeded', dueFen: 199_00 }));
      expect(await ofOrder()).toEqual([]);
      expect(await balance(receivableOf(accountId))).toBe(0);
    });

    it('refuses at commit a posting that does not sum to zero', async () => {
      const capture = aCapture();
      const [first] = capture.entries;
      if (!first) throw new Error('a capture has entries');
      const lost = { ...capture, entries: [...capture.entries, { ...first, amountFen: fen(1) }] };
      await expect(post(lost)).rejects.toThrow();
      expect(await ofOrder()).toEqual([]);
      expect(await post(capture)).toBe(true);
    });

    it('refuses to pay out more than an order holds', async () => {
      await expect(
        post(refundRequestedPosting(orderId, idFrom(freshId()), fen(1), 'order')),
      ).rejects.toThrow();
      await post(aCapture());
      await post(earningsPosting(orderId, earned()));
      await expect(
        post(refundRequestedPosting(orderId, idFrom(freshId()), fen(1), 'order')),
      ).rejects.toThrow();
      expect(await balance(`order_hold:${orderId}`)).toBe(0);
    });

    it('forgets a posting that is rolled back', async () => {
      const capture = aCapture();
      await opened().unitOfWork.run(async (stores) => {
        await stores.ledger.post(capture, at);
        return err('refused');
      });
      expect(await ofOrder()).toEqual([]);
      expect(await post(capture)).toBe(true);
    });
  });
};
