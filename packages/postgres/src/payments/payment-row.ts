import type { Payment } from '@banzhen/domain/payments';
import type { payments } from '../schema/index.js';
import { optional } from '../sql-values.js';

export type PaymentRow = typeof payments.$inferSelect;

export const toPaymentRow = (payment: Payment): PaymentRow => ({
  ...payment,
  payUrl: payment.payUrl ?? null,
  providerRef: payment.providerRef ?? null,
  use: payment.use ?? null,
});

export const paymentOf = ({ payUrl, providerRef, use, ...row }: PaymentRow): Payment => ({
  ...row,
  ...optional('payUrl', payUrl),
  ...optional('providerRef', providerRef),
  ...optional('use', use),
});
