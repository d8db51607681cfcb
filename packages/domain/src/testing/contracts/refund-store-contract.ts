import { beforeEach, describe, expect, it } from 'vitest';
import type { Payment, Refund } from '../../payments/index.js';
import { idFrom, type RefundId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { succeeded } from './payments.js';
import { aWorld, commit, openedVisits } from './world.js';

const at = (time: string) => new Date(`2030-01-07T${time}:00Z`);
/** Enough for everything that cases may have left in a shared store. */
const all = 100_000;

export const refundStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`RefundStore and PaymentWork contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let payment: Payment;
    beforeEach(async () => {
      const order = await (await aWorld(opened())).addOrder('CANCELLED');
      payment = succeeded(order.id);
      await commit(opened(), (stores) => stores.payments.insert(payment));
    });

    const aRefund = (patch: Partial<Refund> = {}): Refund => ({
      id: idFrom<RefundId>(freshId()),
      paymentId: payment.id,
      orderId: payment.orderId,
      amountFen: fen(10_00),
      reason: 'cancelled',
      status: 'APPROVED',
      attempts: 0,
      nextTryAt: at('03:00'),
      createdAt: at('03:00'),
      version: 1,
      ...patch,
    });
    const insert = (refund: Refund) => commit(opened(), (stores) => stores.refunds.insert(refund));
    const find = (id: RefundId) => commit(opened(), (stores) => stores.refunds.find(id));
    const update = (refund: Refund) => opened().unitOfWork.run((stores) => stores.refunds.update(refund));

    it('gives back what was inserted, alone and by its order', async () => {
      const first = aRefund();
      const refunds = [first, aRefund({ reason: 'late' })];
      for (const refund of refunds) await insert(refund);
      expect(await find(first.id)).toEqual(first);
      const found = await commit(opened(), (stores) => stores.refunds.ofOrder(payment.orderId));
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining(refunds));
      expect(await find(idFrom<RefundId>(freshId()))).toBeUndefined();
    });

    it('lets only the first of two updates from the same version win', async () => {
      const refund = aRefund();
      await insert(refund);
      const sent: Refund = {
        ...refund,
        status: 'SUBMITTED',
        attempts: 1,
        nextTryAt: at('03:10'),
        version: 2,
      };
      expect((await update(sent)).ok).toBe(true);
      expect(await update({ ...sent, attempts: 9 })).toEqual({ ok: false, error: { type: 'StalePayment' } });
      expect(await find(refund.id)).toEqual(sent);
    });

    it('finds the refunds that are to be sent, asked after or tried again', async () => {
      const due = [
        aRefund(),
        aRefund({ status: 'SUBMITTED', attempts: 1 }),
        aRefund({ status: 'FAILED', attempts: 2 }),
      ];
      const others = [
        aRefund({ nextTryAt: at('03:01') }),
        aRefund({ status: 'SUCCEEDED' }),
        aRefund({ status: 'MANUAL' }),
      ];
      for (const refund of [...due, ...others]) await insert(refund);
      const found = await opened().paymentWork.refundsDue(at('03:00'), all);
      const mine = found.filter(({ orderId }) => orderId === payment.orderId);
      expect(mine).toHaveLength(3);
      expect(mine).toEqual(expect.arrayContaining(due));
      expect(await opened().paymentWork.refundsDue(at('03:00'), 2)).toHaveLength(2);
    });
  });
};
