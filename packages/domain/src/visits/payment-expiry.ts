import type { Order } from '../orders/index.js';
import type { Payment } from '../payments/index.js';
import { minutesAfter } from '../shared/clock.js';
import type { VisitPolicy } from '../shared/visit-policy.js';

/** Until when an attempt can be paid: with the order while it is unpaid, else for as long as a first payment may take. */
export const paymentExpiry = (
  order: Order,
  { createdAt }: Pick<Payment, 'createdAt'>,
  policy: VisitPolicy,
): Date =>
  order.status === 'PENDING_PAYMENT' ? order.payBy : minutesAfter(createdAt, policy.booking.payWithinMinutes);
