import { beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '../../orders/index.js';
import type { Channel, Payment } from '../../payments/index.js';
import { idFrom, type PaymentId } from '../../shared/ids.js';
import { fen, type Money } from '../../shared/money.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { created, succeeded } from './payments.js';
import { aWorld, commit, openedVisits } from './world.js';

const at = (time: string) => new Date(`2030-01-07T${time}:00Z`);
const all = 100_000;

export const paymentStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`PaymentStore and PaymentWork contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let order: Order;
    beforeEach(async () => {
      order = await (await aWorld(opened())).addOrder('PAID');
    });

    const insert = (payment: Payment) => commit(opened(), (stores) => stores.payments.insert(payment));
    const find = (id: PaymentId) => commit(opened(), (stores) => stores.payments.find(id));
    const update = (payment: Payment) => opened().unitOfWork.run((stores) => stores.payments.update(payment));
    const reserve = (id: PaymentId, amountFen: Money) =>
      opened().unitOfWork.run((stores) => stores.payments.reserveRefund(id, amountFen));
    const notice = (channel: Channel, eventId: string) =>
      commit(opened(), (stores) => stores.payments.recordNotice(channel, eventId, at('02:01')));
    const exceeded = { ok: false, error: { type: 'RefundExceedsCapture' } };

    it('gives back an attempt as it was made, and as it went on', async () => {
      const payment = created(order.id);
      await insert(payment);
      expect(await find(payment.id)).toEqual(payment);
      const pending: Payment = { ...payment, status: 'PENDING', payUrl: 'weixin://pay/1', version: 2 };
      expect((await update(pending)).ok).toBe(true);
      const paid: Payment = {
        ...pending,
        status: 'SUCCEEDED',
        use: 'late',
        providerRef: freshId(),
        version: 3,
      };
      expect((await update(paid)).ok).toBe(true);
      expect(await find(payment.id)).toEqual(paid);
      expect(await find(idFrom<PaymentId>(freshId()))).toBeUndefined();
    });

    it('refuses a second attempt with the same id', async () => {
      const payment = created(order.id);
      await insert(payment);
      await expect(insert(payment)).rejects.toThrow();
    });

    it('tells all attempts of one order', async () => {
      const mine = [succeeded(order.id), created(order.id, { status: 'CLOSED', channel: 'alipay' })];
      const other = await (await aWorld(opened())).addOrder('PAID');
      for (const payment of [...mine, succeeded(other.id)]) await insert(payment);
      const found = await commit(opened(), (stores) => stores.payments.ofOrder(order.id));
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining(mine));
    });

    it('lets one of several simultaneous updates of a version win', async () => {
      const payment = created(order.id);
      await insert(payment);
      const next: Payment = { ...payment, status: 'PENDING', version: 2 };
      const results = await Promise.all(
        [1, 2, 3, 4].map((no) => update({ ...next, payUrl: `weixin://pay/${no}` })),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await update(next)).toEqual({ ok: false, error: { type: 'StalePayment' } });
    });

    it('sets refunds aside up to what was captured, and not a fen more', async () => {
      const payment = succeeded(order.id);
      await insert(payment);
      expect((await reserve(payment.id, fen(100_00))).ok).toBe(true);
      expect(await reserve(payment.id, fen(99_01))).toEqual(exceeded);
      expect((await reserve(payment.id, fen(99_00))).ok).toBe(true);
      expect(await reserve(payment.id, fen(1))).toEqual(exceeded);
      expect((await find(payment.id))?.refundReservedFen).toBe(199_00);
    });

    it('sets nothing aside of an attempt that was never captured', async () => {
      const payment = created(order.id);
      await insert(payment);
      expect(await reserve(payment.id, fen(1))).toEqual(exceeded);
    });

    it('never sets more aside than was captured, however many ask at once', async () => {
      const payment = succeeded(order.id);
      await insert(payment);
      const results = await Promise.all(Array.from({ length: 6 }, () => reserve(payment.id, fen(60_00))));
      expect(results.filter(({ ok }) => ok)).toHaveLength(3);
      expect((await find(payment.id))?.refundReservedFen).toBe(180_00);
    });

    it('never loses what was set aside to an update from an older copy', async () => {
      const payment = succeeded(order.id);
      await insert(payment);
      await reserve(payment.id, fen(60_00));
      await update({ ...payment, version: 2 });
      expect((await find(payment.id))?.refundReservedFen).toBe(60_00);
    });

    it('records a notice of a provider once', async () => {
      const eventId = freshId();
      expect(await notice('wechat', eventId)).toBe(true);
      expect(await notice('wechat', eventId)).toBe(false);
      expect(await notice('alipay', eventId)).toBe(true);
      const again = freshId();
      const answers = await Promise.all([1, 2, 3, 4].map(() => notice('wechat', again)));
      expect(answers.filter((isNew) => isNew)).toHaveLength(1);
    });

    it('finds attempts that a provider has not answered', async () => {
      const unanswered = [
        created(order.id, { createdAt: at('02:00') }),
        created(order.id, { createdAt: at('02:01'), status: 'PENDING', payUrl: 'weixin://pay/1' }),
      ];
      const others = [
        created(order.id, { createdAt: at('02:05') }),
        created(order.id, { status: 'CLOSED' }),
        created(order.id, { status: 'FAILED' }),
        succeeded(order.id),
      ];
      for (const payment of [...unanswered, ...others]) await insert(payment);
      const found = await opened().paymentWork.unansweredPayments(at('02:05'), all);
      const mine = found.filter(({ orderId }) => orderId === order.id);
      expect(mine).toHaveLength(2);
      expect(mine).toEqual(expect.arrayContaining(unanswered));
      expect(await opened().paymentWork.unansweredPayments(at('02:05'), 1)).toHaveLength(1);
    });
  });
};
