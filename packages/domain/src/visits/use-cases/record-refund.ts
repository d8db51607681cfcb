import { refundSucceededPosting } from '../../ledger/index.js';
import { type Outcome, recordRefund } from '../../orders/index.js';
import {
  type Channel,
  failRefund,
  type Payment,
  type ProviderRefundState,
  type Refund,
  succeedRefund,
} from '../../payments/index.js';
import type { RefundId } from '../../shared/ids.js';
import { ok } from '../../shared/result.js';
import { auditAct } from '../audit-act.js';
import type { VisitDeps } from '../deps.js';
import { type SaveError, saveOrder } from '../save-order.js';
import type { VisitStores } from '../stores.js';

export type RecordRefund = {
  readonly refundId: RefundId;
  readonly state: ProviderRefundState;
  readonly notice?: { readonly channel: Channel; readonly eventId: string };
};

export type RefundRecord = 'refunded' | 'failed' | 'nothing new' | 'unknown refund';

const completeRefund = async (stores: VisitStores, refund: Refund, payment: Payment, now: Date) => {
  await stores.ledger.post(
    refundSucceededPosting(refund.orderId, refund.id, payment.channel, refund.amountFen),
    now,
  );
  const order = await stores.orders.find(refund.orderId);
  if (!order) throw new Error(`refund ${refund.id} has no order`);
  const by = { as: 'PSP' } as const;
  if (payment.use !== 'taken') {
    const facts = { refundId: refund.id, paymentId: payment.id, amountFen: refund.amountFen };
    return ok(await auditAct(stores, { operation: 'refund.record', by, at: now, order, facts }));
  }
  const outcome: Outcome = recordRefund(order, refund.amountFen, { now, by });
  const policy = await stores.policies.of(order);
  return saveOrder(stores, order, [outcome], policy, 'refund.record');
};

const MAX_TRIES = 4;

/** R4: the provider's word on a refund, any number of times, with one effect. */
export const makeRecordRefund =
  (deps: VisitDeps) =>
  async ({ refundId, state, notice }: RecordRefund): Promise<RefundRecord> => {
    const now = deps.clock.now();
    const attempt = () =>
      deps.unitOfWork.run<RefundRecord, SaveError>(async (stores) => {
        if (notice && !(await stores.payments.recordNotice(notice.channel, notice.eventId, now)))
          return ok('nothing new');
        const refund = await stores.refunds.find(refundId);
        const payment = refund && (await stores.payments.find(refund.paymentId));
        if (!refund || !payment) return ok('unknown refund');
        if (state.state === 'FAILED') {
          const failed = failRefund(refund);
          if (failed.ok) await stores.refunds.update(failed.value);
          return ok(failed.ok ? 'failed' : 'nothing new');
        }
        const succeeded = state.state === 'SUCCESS' ? succeedRefund(refund) : undefined;
        if (!succeeded?.ok) return ok('nothing new');
        await stores.refunds.update(succeeded.value);
        const completed = await completeRefund(stores, refund, payment, now);
        return completed.ok ? ok('refunded') : completed;
      });
    for (let tries = 1; ; tries++) {
      const recorded = await attempt();
      if (recorded.ok) return recorded.value;
      if (tries === MAX_TRIES)
        throw new Error(`refund ${refundId} could not be recorded: ${recorded.error.type}`);
    }
  };
