import type { Payment } from '../../payments/index.js';
import { idFrom, type OrderId, type PaymentId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { freshId } from './fresh.js';

/** An attempt that the provider has not heard of yet. */
export const created = (orderId: OrderId, patch: Partial<Payment> = {}): Payment => ({
  id: idFrom<PaymentId>(freshId()),
  orderId,
  channel: 'wechat',
  amountFen: fen(199_00),
  status: 'CREATED',
  refundReservedFen: fen(0),
  createdAt: new Date('2030-01-07T02:00:00Z'),
  version: 1,
  ...patch,
});

/** A captured attempt that its order took. */
export const succeeded = (orderId: OrderId, patch: Partial<Payment> = {}): Payment =>
  created(orderId, { status: 'SUCCEEDED', use: 'taken', providerRef: `wx-${freshId()}`, ...patch });
