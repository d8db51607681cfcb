import { capturePosting, unplacedCapturePosting } from '../../ledger/index.js';
import { type Order, type PaymentNotPayable, settlePayment } from '../../orders/index.js';
import {
  type Channel,
  endPayment,
  type Payment,
  type ProviderPaymentState,
  succeedPayment,
} from '../../payments/index.js';
import type { PaymentId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { auditAct } from '../audit-act.js';
import type { VisitDeps } from '../deps.js';
import { refundPayment } from '../give-back.js';
import { type SaveError, saveOrder } from '../save-order.js';
import type { VisitStores } from '../stores.js';

export type RecordPayment = {
  readonly paymentId: PaymentId;
  readonly state: ProviderPaymentState;
  /** The notice that told of it; a query has none. */
  readonly notice?: { readonly channel: Channel; readonly eventId: string };
};

/** What became of a provider's word: `taken` moved the order on, `returned` is on its way back in full (O2x). */
export type PaymentRecord =
  | 'taken'
  | 'returned'
  | 'ended'
  | 'nothing new'
  | 'unknown payment'
  | 'wrong amount';

type Success = Extract<ProviderPaymentState, { state: 'SUCCESS' }>;

const takeSuccess = async (
  stores: VisitStores,
  order: Order,
  payment: Payment,
  success: Success,
  now: Date,
): Promise<Result<'taken', SaveError | PaymentNotPayable>> => {
  const act = { now, by: { as: 'PSP' } as const };
  const settled = settlePayment(order, { paymentId: payment.id, amountFen: success.amountFen }, act);
  if (!settled.ok)
    return err({
      type: 'PaymentNotPayable',
      reason: settled.error.type === 'PaymentNotPayable' ? settled.error.reason : 'late',
    });
  const paid = succeedPayment(payment, success.providerRef, 'taken');
  if (paid.ok) await stores.payments.update(paid.value);
  const captured = { paymentId: payment.id, channel: payment.channel, amountFen: success.amountFen };
  await stores.ledger.post(capturePosting(order.id, captured), now);
  const policy = await stores.policies.of(order);
  const saved = await saveOrder(stores, order, [settled.value], policy, 'payment.record');
  return saved.ok ? ok('taken') : saved;
};

/** O2x: the whole success goes back by itself; the order does not change. */
const returnSuccess = async (
  deps: VisitDeps,
  stores: VisitStores,
  order: Order,
  payment: Payment,
  success: Success,
  reason: PaymentNotPayable['reason'],
  now: Date,
): Promise<'returned'> => {
  const paid = succeedPayment(payment, success.providerRef, reason);
  if (!paid.ok) return 'returned';
  await stores.payments.update(paid.value);
  const captured = { paymentId: payment.id, channel: payment.channel, amountFen: success.amountFen };
  await stores.ledger.post(unplacedCapturePosting(payment.orderId, captured), now);
  await refundPayment(stores, deps.ids, paid.value, success.amountFen, reason, now);
  const facts = { use: reason, paymentId: payment.id, amountFen: success.amountFen };
  await auditAct(stores, { operation: 'payment.record', by: { as: 'PSP' }, at: now, order, facts });
  return 'returned';
};

const MAX_TRIES = 4;

/**
 * P3, P4 with O2, O2x or O18: takes a provider's verified word, from a callback or a query, any number of times and in
 * any order, with one effect (PAY2–PAY5). A success that the order cannot take goes back in full.
 */
export const makeRecordPayment =
  (deps: VisitDeps) =>
  async ({ paymentId, state, notice }: RecordPayment): Promise<PaymentRecord> => {
    const now = deps.clock.now();
    const attempt = (mustReturn: boolean) =>
      deps.unitOfWork.run<PaymentRecord, SaveError>(async (stores) => {
        const payment = await stores.payments.find(paymentId);
        if (!payment) return ok('unknown payment');
        // Not what we asked for, so not believed (PAY6): the true word is still to come, or a query will bring it.
        if (state.state === 'SUCCESS' && state.amountFen !== payment.amountFen) return ok('wrong amount');
        if (notice && !(await stores.payments.recordNotice(notice.channel, notice.eventId, now)))
          return ok('nothing new');
        if (payment.status === 'SUCCEEDED') return ok('nothing new');
        if (state.state === 'CLOSED' || state.state === 'FAILED') {
          const ended = endPayment(payment, state.state);
          if (ended.ok) await stores.payments.update(ended.value);
          return ok(ended.ok ? 'ended' : 'nothing new');
        }
        if (state.state !== 'SUCCESS') return ok('nothing new');
        const order = await stores.orders.find(payment.orderId);
        if (!order) throw new Error(`payment ${payment.id} has no order`);
        if (mustReturn) return ok(await returnSuccess(deps, stores, order, payment, state, 'late', now));
        const taken = await takeSuccess(stores, order, payment, state, now);
        if (taken.ok) return taken;
        if (taken.error.type !== 'PaymentNotPayable') return err(taken.error);
        return ok(await returnSuccess(deps, stores, order, payment, state, taken.error.reason, now));
      });

    for (let tries = 1; ; tries++) {
      const recorded = await attempt(false);
      if (recorded.ok) return recorded.value;
      // Somebody else has the patient's time by now: the visit cannot take place, so the money goes back.
      if (recorded.error.type !== 'StaleVersion') {
        const returned = await attempt(true);
        if (returned.ok) return returned.value;
      }
      if (tries === MAX_TRIES)
        throw new Error(`payment ${paymentId} could not be recorded: ${recorded.error.type}`);
    }
  };
