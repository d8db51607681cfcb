import { authorize } from '../../policy/index.js';
import type { PartnerActor } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { answerOf } from '../change-order.js';
import { chargeAccount, type NotCharged } from '../charge-account.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { type NotOnce, onceAnswered } from '../once-answered.js';
import { saveOrder } from '../save-order.js';
import { type CreateOrder, type CreateOrderError, createOrderIn, relationsToQuote } from './create-order.js';

export type OrderOnAccountError = CreateOrderError | NotCharged | NotOnce;

/**
 * O1 and O2 in one: a partner books its quote, and owes the price from that moment on. Beyond its credit limit nothing is booked.
 * The same key books once and is told the same answer.
 */
export const makeOrderOnAccount =
  (deps: VisitDeps) =>
  (actor: PartnerActor, command: CreateOrder): Promise<Result<OrderAnswer, OrderOnAccountError>> =>
    deps.unitOfWork.run<OrderAnswer, OrderOnAccountError>(async (stores) => {
      const now = deps.clock.now();
      const operation = 'order.create';
      const quote = await stores.quotes.find(command.quoteId);
      if (!quote) return err({ type: 'NotFound' });
      const by = authorize(operation, actor, relationsToQuote(actor, quote));
      if (!by.ok) return by;
      const asked = { actor, operation, request: command, now };
      return onceAnswered<OrderAnswer, OrderOnAccountError>(stores, asked, async () => {
        const created = await createOrderIn(deps, stores, actor, command, now);
        if (!created.ok) return created;
        const order = created.value;
        if (order.status !== 'PENDING_PAYMENT') return ok(answerOf(order));
        const paid = await chargeAccount(stores, deps.ids, order, { by: by.value, now });
        if (!paid.ok) return paid;
        const policy = await stores.policies.of(order);
        const saved = await saveOrder(stores, order, [paid.value], policy, 'order.pay-on-account');
        return saved.ok ? ok(answerOf(paid.value.order)) : saved;
      });
    });
