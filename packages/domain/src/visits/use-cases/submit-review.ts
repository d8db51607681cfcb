import {
  type AlreadyReviewed,
  checkReview,
  closeReview,
  escortsOf,
  type NotAReview,
  type ReviewNotOpen,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';

export type SubmitReview = OrderRequest & { readonly stars: number; readonly text: string };
type RuleError = ReviewNotOpen | NotAReview | AlreadyReviewed;

/** V1: one review of a finished visit, within 15 days (A20, B21). */
export const makeSubmitReview =
  (deps: VisitDeps) =>
  (actor: Person, command: SubmitReview): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(deps, actor, 'order.review', command, async ({ order, act, stores }) => {
      const outcome = closeReview(order, 'submitted', act);
      if (!outcome.ok) return outcome;
      const [escortId] = escortsOf(order);
      if (!escortId) return err({ type: 'ReviewNotOpen' });
      const { stars, text } = command;
      const review = checkReview({
        orderId: order.id,
        escortId,
        by: actor.accountId,
        stars,
        text,
        at: act.now,
      });
      if (!review.ok) return review;
      const inserted = await stores.reviews.insert(review.value);
      return inserted.ok ? ok(only(outcome.value)) : inserted;
    });
