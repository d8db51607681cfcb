import type { Payment, PaymentStore, PaymentWork, Refund, RefundStore } from '../payments/index.js';
import { addMoney } from '../shared/money.js';
import { done, err } from '../shared/result.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { Tables } from './in-memory-tables.js';

export const inMemoryPayments = ({ payments, notices }: Tables): PaymentStore => ({
  async insert(payment) {
    payments.insert(payment.id, payment);
  },
  async find(id) {
    return payments.get(id);
  },
  async ofOrder(orderId) {
    return payments.where((payment) => payment.orderId === orderId);
  },
  async update(payment) {
    const stored = payments.get(payment.id);
    if (stored?.version !== payment.version - 1) return err({ type: 'StalePayment' });
    payments.put(payment.id, { ...payment, refundReservedFen: stored.refundReservedFen });
    return done;
  },
  async reserveRefund(id, amountFen) {
    const payment = payments.get(id);
    const isCaptured = payment?.status === 'SUCCEEDED';
    if (!isCaptured || payment.refundReservedFen + amountFen > payment.amountFen)
      return err({ type: 'RefundExceedsCapture' });
    payments.put(id, { ...payment, refundReservedFen: addMoney(payment.refundReservedFen, amountFen) });
    return done;
  },
  async recordNotice(channel, eventId, at) {
    const key = `${channel}/${eventId}`;
    if (notices.has(key)) return false;
    notices.insert(key, at);
    return true;
  },
});

export const inMemoryRefunds = ({ refunds }: Tables): RefundStore => ({
  async insert(refund) {
    refunds.insert(refund.id, refund);
  },
  async find(id) {
    return refunds.get(id);
  },
  async ofOrder(orderId) {
    return refunds.where((refund) => refund.orderId === orderId);
  },
  async update(refund) {
    if (refunds.get(refund.id)?.version !== refund.version - 1) return err({ type: 'StalePayment' });
    refunds.put(refund.id, refund);
    return done;
  },
});

const isUnanswered = ({ status }: Payment): boolean => status === 'CREATED' || status === 'PENDING';
const isUnsettled = ({ status }: Refund): boolean => status !== 'SUCCEEDED' && status !== 'MANUAL';

export const inMemoryPaymentWork = (database: InMemoryDatabase): PaymentWork => ({
  async unansweredPayments(before, limit) {
    return database
      .committed()
      .payments.where((payment) => isUnanswered(payment) && payment.createdAt < before)
      .toSorted((left, right) => left.createdAt.getTime() - right.createdAt.getTime())
      .slice(0, limit);
  },
  async refundsDue(now, limit) {
    return database
      .committed()
      .refunds.where((refund) => isUnsettled(refund) && refund.nextTryAt <= now)
      .toSorted((left, right) => left.nextTryAt.getTime() - right.nextTryAt.getTime())
      .slice(0, limit);
  },
});
