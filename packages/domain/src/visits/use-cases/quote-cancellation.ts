import type { StaleVersion } from '../../orders/index.js';
import {
  type CancellationQuote,
  cancellationSplit,
  type Fault,
  permit,
  type Refused,
} from '../../orders/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Caller } from '../../shared/actor.js';
import type { InBundle } from '../../shared/bundle-links.js';
import { minutesAfter } from '../../shared/clock.js';
import { type CancellationQuoteId, idFrom } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { type OrderRequest, openOrder } from '../change-order.js';
import type { VisitDeps } from '../deps.js';
import { checkNotInBundle } from '../not-in-bundle.js';

export type QuoteCancellation = OrderRequest & {
  /** Only a dispatcher can say that it is not the family's own wish. */
  readonly fault?: Fault;
};

export type QuoteCancellationError = NotFound | NotAllowed | StaleVersion | Refused | InBundle;

/** N4: the exact split of a cancellation before the act; good for 5 minutes, as long as it stays the answer. */
export const makeQuoteCancellation =
  (deps: VisitDeps) =>
  (actor: Caller, command: QuoteCancellation): Promise<Result<CancellationQuote, QuoteCancellationError>> => {
    const now = deps.clock.now();
    return deps.unitOfWork.run<CancellationQuote, QuoteCancellationError>(async (stores) => {
      const opened = await openOrder(stores, actor, 'order.quote-cancellation', command, now);
      if (!opened.ok) return opened;
      const { order, policy, act } = opened.value;
      const allowed = permit(order.status, order.status === 'PENDING_PAYMENT' ? 'cancel_unpaid' : 'cancel', {
        ...act,
        reason: act.reason ?? 'quote',
      });
      if (!allowed.ok) return allowed;
      const own = await checkNotInBundle(opened.value, 'cancel');
      if (!own.ok) return own;
      const fault = act.by.as === 'D' ? (command.fault ?? 'family') : 'family';
      const quote: CancellationQuote = {
        id: idFrom<CancellationQuoteId>(deps.ids.next()),
        orderId: order.id,
        orderVersion: order.version,
        fault,
        ...cancellationSplit(order, policy, fault, now),
        expiresAt: minutesAfter(now, policy.cancellation.quoteValidMinutes),
      };
      await stores.cancellationQuotes.insert(quote);
      return ok(quote);
    });
  };
