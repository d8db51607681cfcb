import type { Order } from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { idFrom, type OrderId } from '../../shared/ids.js';
import type { Money } from '../../shared/money.js';
import { err, ok, type Result } from '../../shared/result.js';
import { answerOf } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { onceFor } from '../once.js';
import { type CreateOrder, type CreateOrderError, createOrderIn } from './create-order.js';
import { type RequestQuote, type RequestQuoteError, requestQuoteIn } from './request-quote.js';

/** What is wanted and when, with what the family has agreed to and the key of the request. */
export type PlaceOrder = Omit<RequestQuote, 'onBehalfOf'> &
  Pick<CreateOrder, 'consentedScopeVersion' | 'idempotencyKey'>;

/** The order, and what it costs. */
export type PlacedOrder = OrderAnswer & { readonly totalFen: Money };

export type PlaceOrderError = RequestQuoteError | CreateOrderError;

const placedOf = (order: Order): PlacedOrder => ({ ...answerOf(order), totalFen: order.charge.totalFen });

/**
 * Prices and books in one step (B84), in one transaction: with no order there is no price either. For whoever would take any
 * price, and pays only afterwards; everybody else asks first. The same key books once, whatever became of the order since.
 */
export const makePlaceOrder =
  (deps: VisitDeps) =>
  (actor: Person, command: PlaceOrder): Promise<Result<PlacedOrder, PlaceOrderError>> => {
    const now = deps.clock.now();
    const { consentedScopeVersion, idempotencyKey, ...wanted } = command;
    const once = onceFor(actor, 'order.create', idempotencyKey, command);
    return deps.unitOfWork.run<PlacedOrder, PlaceOrderError>(async (stores) => {
      const claimed = await stores.idempotency.claim(once, now);
      if (!claimed.ok) return claimed;
      if (claimed.value) {
        const earlier = await stores.orders.find(idFrom<OrderId>(String(claimed.value.answer)));
        return earlier ? ok(placedOf(earlier)) : err({ type: 'NotFound' });
      }
      const quote = await requestQuoteIn(deps, stores, actor, wanted, now);
      if (!quote.ok) return quote;
      const booking = { quoteId: quote.value.id, consentedScopeVersion };
      const created = await createOrderIn(deps, stores, actor, booking, now);
      if (!created.ok) return created;
      await stores.idempotency.record(once, created.value.id);
      return ok(placedOf(created.value));
    });
  };
